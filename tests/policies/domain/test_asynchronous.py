from __future__ import annotations

import pytest

from policies.domain.asynchronous import (
    DEAD_LETTER_TARGETS,
    FAILURE_DESTINATIONS,
    MAPPING_DESTINATIONS,
    SUCCESS_DESTINATIONS,
    TITLES,
    event_age_problem,
    fifo_problem,
    possible_retries,
    success_destination_problem,
)


@pytest.mark.parametrize(
    ("age", "retries"), [(60, 0), (61, 1), (180, 1), (181, 2), (21600, 2), (0, 0)]
)
def test_an_event_has_to_outlive_the_waits_between_retries(age: int, retries: int) -> None:
    assert possible_retries(age) == retries


def test_a_bucket_takes_failures_only() -> None:
    assert {"s3"} == FAILURE_DESTINATIONS - SUCCESS_DESTINATIONS


def test_every_destination_has_a_title() -> None:
    assert set(TITLES) == FAILURE_DESTINATIONS | MAPPING_DESTINATIONS | DEAD_LETTER_TARGETS


@pytest.mark.parametrize(("age", "retries"), [(60, 0), (61, 1), (181, 2)])
def test_an_event_that_outlives_its_retries_is_fine(age: int, retries: int) -> None:
    assert event_age_problem(age, retries) is None


def test_an_event_that_does_not_is_told_with_what_it_allows() -> None:
    assert event_age_problem(180, 2) == (
        "an event must live long enough for its 2 retries, got a maximum age of 180 s, which "
        "allows 1"
    )


def test_a_bucket_takes_no_successes() -> None:
    assert success_destination_problem("s3") == (
        "a destination for successes must be a function, a queue, a topic or an event bus, got a "
        "bucket"
    )
    assert success_destination_problem("sqs") is None


@pytest.mark.parametrize(
    ("service", "name", "message"),
    [
        ("sqs", "", "a destination must be a standard queue, got the FIFO queue"),
        ("sns", "Lost", "a destination must be a standard topic, got the FIFO topic Lost"),
    ],
)
def test_fifo_is_told_by_its_kind(service: str, name: str, message: str) -> None:
    assert fifo_problem(service, name) == message
