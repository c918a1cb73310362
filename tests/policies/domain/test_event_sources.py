from __future__ import annotations

import pytest

from policies.domain.event_sources import (
    OPTIONS,
    TITLES,
    batch_size,
    fifo_window_problem,
    largest_kinesis_record_kib,
    pollers,
    pollers_problem,
    some_of,
    starting_problem,
)


@pytest.mark.parametrize(
    ("source", "is_fifo", "bounds"),
    [
        ("kinesis", False, (1, 10000, 100)),
        ("kafka", False, (1, 10000, 100)),
        ("sqs", False, (1, 10000, 10)),
        ("sqs", True, (1, 10, 10)),
    ],
)
def test_the_batch_size_is_that_of_the_source(
    source: str,
    is_fifo: bool,  # noqa: FBT001 - what the case is about
    bounds: tuple[int, int, int],
) -> None:
    limit = batch_size(source, is_fifo=is_fifo)

    assert (limit.minimum, limit.maximum, limit.default) == bounds


def test_a_queue_has_more_pollers_than_kafka() -> None:
    assert [(limit.minimum, limit.maximum) for limit in pollers("sqs")] == [(2, 200), (2, 10000)]
    assert [(limit.minimum, limit.maximum) for limit in pollers("kafka")] == [(1, 200), (1, 2000)]


def test_the_data_of_a_kinesis_record_is_base64_in_six_mb() -> None:
    assert largest_kinesis_record_kib() == 4608


def test_every_option_is_of_sources_that_messages_can_name() -> None:
    assert {source for sources in OPTIONS.values() for source in sources} <= set(TITLES)


def test_titles_are_told_as_alternatives() -> None:
    assert some_of(["b"]) == "b"
    assert some_of(["c", "a", "b"]) == "a, b or c"


def test_a_fifo_queue_has_no_batching_window() -> None:
    assert fifo_window_problem(0) is None
    assert fifo_window_problem(1) == "a FIFO queue has no batching window, got 1 s"


@pytest.mark.parametrize(
    ("source", "minimum", "maximum", "problem"),
    [
        ("sqs", 2, 10000, None),
        ("sqs", 1, 10, "minimum of pollers must be 2 to 200, got 1"),
        ("kafka", 1, 2000, None),
        ("kafka", 1, 2001, "maximum of pollers must be 1 to 2000, got 2001"),
        ("kafka", 5, 4, "minimum of pollers must be at most the maximum of 4, got 5"),
        ("kafka", 5, 5, None),
    ],
)
def test_pollers_of_a_source(source: str, minimum: int, maximum: int, problem: str | None) -> None:
    assert pollers_problem(source, minimum, maximum) == problem


@pytest.mark.parametrize(
    ("source", "position", "has_timestamp", "problem"),
    [
        ("kinesis", "LATEST", False, None),
        ("kinesis", "AT_TIMESTAMP", True, None),
        (
            "kinesis",
            None,
            False,
            "a mapping of a Kinesis stream must have a starting position, got none",
        ),
        (
            "kafka",
            "AT_TIMESTAMP",
            False,
            "the starting position AT_TIMESTAMP needs a timestamp, got none",
        ),
        (
            "dynamodb",
            "AT_TIMESTAMP",
            True,
            "a DynamoDB stream starts at TRIM_HORIZON or LATEST, got AT_TIMESTAMP",
        ),
        (
            "kinesis",
            "LATEST",
            True,
            "a starting timestamp counts with AT_TIMESTAMP only, got it with LATEST",
        ),
    ],
)
def test_where_a_mapping_may_start(
    source: str, position: str | None, *, has_timestamp: bool, problem: str | None
) -> None:
    assert starting_problem(source, position, has_timestamp=has_timestamp) == problem
