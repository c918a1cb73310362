from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_destination_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

OTHERS = {
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Bus": {"Type": "AWS::Events::EventBus"},
    "Next": {"Type": "AWS::Lambda::Function"},
    "Queue": {"Type": "AWS::SQS::Queue"},
    "Topic": {"Type": "AWS::SNS::Topic"},
    "Stream": {"Type": "AWS::Kinesis::Stream"},
}
DESTINATIONS = [
    pytest.param("Bucket", {"Fn::GetAtt": ["Bucket", "Arn"]}, "s3:PutObject", id="bucket"),
    pytest.param("Bus", {"Fn::GetAtt": ["Bus", "Arn"]}, "events:PutEvents", id="bus"),
    pytest.param("Next", {"Fn::GetAtt": ["Next", "Arn"]}, "lambda:InvokeFunction", id="function"),
    pytest.param("Queue", {"Fn::GetAtt": ["Queue", "Arn"]}, "sqs:SendMessage", id="queue"),
    pytest.param("Topic", {"Ref": "Topic"}, "sns:Publish", id="topic"),
]


def asynchronous(destination: Any, outcome: str = "OnFailure") -> dict[str, Any]:
    properties = {
        "FunctionName": {"Ref": "Bill"},
        "Qualifier": "$LATEST",
        "DestinationConfig": {outcome: {"Destination": destination}},
    }
    return {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": properties}


@pytest.mark.parametrize(("name", "value", "action"), DESTINATIONS)
def test_the_right_to_write_there_is_named(
    judge: Judge, scene: Scene, name: str, value: Any, action: str
) -> None:
    [finding] = judge(rule, scene(Async=asynchronous(value), **OTHERS))

    assert finding.message == (
        f"role of Bill must allow {action} on {name}, got BillRole without {action}"
    )
    assert finding.fix == f"allow {action} on {name} in a policy of BillRole"
    assert finding.at == "DestinationConfig.OnFailure.Destination"


@pytest.mark.parametrize(("name", "value", "action"), DESTINATIONS)
def test_the_right_is_enough_on_it(
    judge: Judge, scene: Scene, name: str, value: Any, action: str
) -> None:
    below = {"Fn::Join": ["", [value, "/*"]]} if name == "Bucket" else value

    assert judge(rule, scene(scene.grant(action, below), Async=asynchronous(value), **OTHERS)) == []


def test_a_right_on_the_bucket_is_none_on_its_objects(judge: Judge, scene: Scene) -> None:
    bucket = {"Fn::GetAtt": ["Bucket", "Arn"]}
    resources = scene(scene.grant("s3:PutObject", bucket), Async=asynchronous(bucket), **OTHERS)

    assert len(judge(rule, resources)) == 1


def test_a_destination_of_what_succeeded_needs_the_right_too(judge: Judge, scene: Scene) -> None:
    queue = {"Fn::GetAtt": ["Queue", "Arn"]}

    [finding] = judge(rule, scene(Async=asynchronous(queue, "OnSuccess"), **OTHERS))

    assert finding.at == "DestinationConfig.OnSuccess.Destination"


def test_a_mapping_delivers_with_the_role_of_its_function(judge: Judge, scene: Scene) -> None:
    lost = {"DestinationConfig": {"OnFailure": {"Destination": {"Ref": "Topic"}}}}
    mapping = scene.polling({"Fn::GetAtt": ["Stream", "Arn"]}, **lost)

    [finding] = judge(rule, scene(Mapping=mapping, **OTHERS))

    assert finding.message.startswith("role of Bill must allow sns:Publish on Topic")


@pytest.mark.parametrize(
    "destination",
    [
        pytest.param(None, id="none"),
        pytest.param({"Ref": "Unknown"}, id="unknown"),
        pytest.param("arn:aws:sqs:eu-west-1:123456789012:lost", id="elsewhere"),
        pytest.param({"Ref": "Queue"}, id="no ARN"),
        pytest.param("kafka://lost", id="a topic of Kafka"),
        pytest.param({"Fn::GetAtt": ["Stream", "Arn"]}, id="what is no destination"),
    ],
)
def test_silent(judge: Judge, scene: Scene, destination: Any) -> None:
    assert judge(rule, scene(Async=asynchronous(destination), **OTHERS)) == []


def test_a_bus_may_let_the_role_in(judge: Judge, scene: Scene) -> None:
    statement = {"Statement": scene.grant("events:PutEvents", Principal="*")}
    resources = scene(
        Async=asynchronous({"Fn::GetAtt": ["Bus", "Arn"]}),
        Open={"Type": "AWS::Events::EventBusPolicy", "Properties": statement},
        **OTHERS,
    )

    assert judge(rule, resources) == []


def test_an_old_version_may_have_had_another_role(judge: Judge, scene: Scene) -> None:
    old = asynchronous({"Ref": "Topic"})
    old["Properties"]["Qualifier"] = "7"

    assert judge(rule, scene(Async=old, **OTHERS)) == []
