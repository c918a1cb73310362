from __future__ import annotations

import pytest

from policies.domain.iam import (
    action_matches,
    has_wildcard,
    known_ends,
    whole_service,
    wildcard_matches,
)

ARN = "arn:aws:sqs:eu-west-1:123456789012:orders"


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("*", True),
        (ARN, True),
        ("arn:aws:sqs:*:*:orders", True),
        ("arn:aws:sqs:*", True),
        ("arn:aws:sqs:eu-west-1:123456789012:order?", True),
        ("arn:aws:sqs:eu-west-1:123456789012:order??", False),
        ("arn:aws:sqs:eu-west-1:123456789012:Orders", False),
        ("arn:aws:sqs:eu-west-1:123456789012:ord", False),
        ("arn:aws:sqs:eu-west-1:123456789012:${aws:PrincipalTag/queue}", True),
        ("arn:aws:sqs:eu-west-1:123456789012:${aws:PrincipalTag/queue}-dead", False),
        ("arn.aws.sqs.eu-west-1.123456789012.orders", False),
        ("", False),
    ],
)
def test_a_pattern_covers_an_arn(pattern: str, *, matches: bool) -> None:
    assert wildcard_matches(pattern, ARN) is matches


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("sqs:ReceiveMessage", True),
        ("SQS:receivemessage", True),
        ("sqs:Receive*", True),
        ("sqs:*", True),
        ("*", True),
        ("*:*", True),
        ("sqs:Delete*", False),
        ("sns:*", False),
        ("sqs:ReceiveMessage ", False),
    ],
)
def test_a_pattern_covers_an_action_whatever_its_case(pattern: str, *, matches: bool) -> None:
    assert action_matches(pattern, "sqs:ReceiveMessage") is matches


def test_the_ends_that_every_covered_text_has_are_known() -> None:
    assert known_ends("orders-*-eu?") == ("orders-", "")
    assert known_ends("*.fifo") == ("", ".fifo")
    assert known_ends("${aws:userid}/x") == ("", "/x")
    assert known_ends("orders") == ("orders", "orders")


@pytest.mark.parametrize("pattern", ["a*", "a?", "${aws:userid}"])
def test_what_covers_more_than_one_text_has_a_wildcard(pattern: str) -> None:
    assert has_wildcard(pattern)
    assert not has_wildcard("a$b")


@pytest.mark.parametrize(
    ("pattern", "service"),
    [("*", "*"), ("S3:*", "s3"), ("*:*", "*"), ("s3:**", "s3"), ("s3:Get*", None), ("s3:", None)],
)
def test_a_pattern_covers_a_whole_service_or_not(pattern: str, service: str | None) -> None:
    assert whole_service(pattern) == service
