from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.bucket_notifications import KeyFilter
from policies.template.resources.bucket import Bucket

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

UNKNOWN = {"Ref": "Unknown"}
PUT = "s3:ObjectCreated:Put"


@pytest.fixture
def bucket(template_of: TemplateOf) -> Any:
    def made(**notifications: Any) -> Bucket:
        properties = {"BucketName": "photos", "NotificationConfiguration": notifications}
        resources = {"Photos": {"Type": Bucket.type_name, "Properties": properties}}
        return template_of(resources).of(Bucket)[0]

    return made


def test_functions_are_notified_beside_queues_and_topics(bucket: Any) -> None:
    said = bucket(
        LambdaConfigurations=[{"Event": PUT}],
        QueueConfigurations=[{"Event": PUT}],
        TopicConfigurations=[{"Event": PUT}],
    )

    assert said.name == "photos"
    assert [each.at for each in said.function_notifications] == [
        "NotificationConfiguration.LambdaConfigurations.0"
    ]
    assert [each.at.rpartition(".")[0].rpartition(".")[2] for each in said.notifications] == [
        "LambdaConfigurations",
        "QueueConfigurations",
        "TopicConfigurations",
    ]


@pytest.mark.parametrize(
    ("notification", "expected"),
    [
        ({"Event": PUT}, KeyFilter(PUT)),
        (
            {
                "Event": PUT,
                "Filter": {
                    "S3Key": {
                        "Rules": [
                            {"Name": "Prefix", "Value": "in/"},
                            {"Name": "suffix", "Value": ".jpg"},
                        ]
                    }
                },
            },
            KeyFilter(PUT, "in/", ".jpg"),
        ),
        ({"Event": UNKNOWN}, None),
        ({"Event": PUT, "Filter": UNKNOWN}, None),
        ({"Event": PUT, "Filter": {"S3Key": {"Rules": [UNKNOWN]}}}, None),
        (
            {"Event": PUT, "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": UNKNOWN}]}}},
            None,
        ),
    ],
    ids=[
        "all keys",
        "both ends",
        "event unknown",
        "filter unknown",
        "rule unknown",
        "value unknown",
    ],
)
def test_which_keys_a_notification_is_for(bucket: Any, notification: Any, expected: Any) -> None:
    said = bucket(LambdaConfigurations=[notification])

    [found] = said.function_notifications
    assert said.key_filter(found) == expected
