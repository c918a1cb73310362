from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.bucket_notifications_overlap import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def notification(event: Any, prefix: Any = None, suffix: Any = None) -> dict[str, Any]:
    named = {"prefix": prefix, "suffix": suffix}
    rules = [{"Name": name, "Value": value} for name, value in named.items() if value is not None]
    return {"Event": event, "Function": "f", "Filter": {"S3Key": {"Rules": rules}}}


def scene(one: Any, other: Any, kind: str = "LambdaConfigurations") -> dict[str, Any]:
    configuration: dict[str, Any] = {"LambdaConfigurations": [one]}
    configuration.setdefault(kind, []).append(other)
    properties = {"NotificationConfiguration": configuration}
    return {"Photos": {"Type": "AWS::S3::Bucket", "Properties": properties}}


CREATED = "s3:ObjectCreated:*"


def test_one_event_has_one_receiver(judge: Judge) -> None:
    one, other = (
        notification(CREATED, "in/"),
        notification("s3:ObjectCreated:Put", "in/big/", ".jpg"),
    )
    [finding] = judge(rule, scene(one, other))

    assert finding.message == (
        "notifications of a bucket must not overlap, got s3:ObjectCreated:* and "
        "s3:ObjectCreated:Put for keys in/* and in/big/*.jpg"
    )
    assert finding.fix == (
        "give them prefixes or suffixes that differ, or send the events to a topic"
    )
    assert finding.at == "NotificationConfiguration.LambdaConfigurations.1"


def test_queues_and_functions_share_the_events(judge: Judge) -> None:
    queue = {"Event": CREATED, "Queue": "q"}

    [finding] = judge(rule, scene(notification(CREATED), queue, "QueueConfigurations"))

    assert finding.at == "NotificationConfiguration.QueueConfigurations.0"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            notification(CREATED), notification("s3:ObjectRemoved:*"), id="different events"
        ),
        pytest.param(
            notification("s3:ObjectCreated:Put"),
            notification("s3:ObjectCreated:Post"),
            id="different kinds of one event",
        ),
        pytest.param(
            notification(CREATED, "in/"), notification(CREATED, "out/"), id="different prefixes"
        ),
        pytest.param(
            notification(CREATED, "in/", ".jpg"),
            notification(CREATED, "in/", ".png"),
            id="different suffixes",
        ),
        pytest.param(notification(CREATED, UNKNOWN), notification(CREATED), id="prefix unknown"),
        pytest.param(notification(UNKNOWN), notification(CREATED), id="event unknown"),
        pytest.param(
            {"Event": CREATED, "Filter": UNKNOWN}, notification(CREATED), id="filter unknown"
        ),
        pytest.param(UNKNOWN, notification(CREATED), id="notification unknown"),
    ],
)
def test_silent(judge: Judge, one: Any, other: Any) -> None:
    assert judge(rule, scene(one, other)) == []
