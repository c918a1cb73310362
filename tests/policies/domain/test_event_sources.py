from __future__ import annotations

import pytest

from policies.domain.event_sources import (
    OPTIONS,
    TITLES,
    batch_size,
    largest_kinesis_record_kib,
    pollers,
    some_of,
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
