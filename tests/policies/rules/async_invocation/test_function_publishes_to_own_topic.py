from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.function_publishes_to_own_topic import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def granting(action: Any, resource: Any, **statement: Any) -> dict[str, Any]:
    own = {"Effect": "Allow", "Action": action, "Resource": resource} | statement
    document = {"Version": "2012-10-17", "Statement": [own]}
    policy = {"PolicyName": "write", "PolicyDocument": document}
    role = {"Fn::GetAtt": ["Role", "Arn"]}
    return {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}},
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Role": role}},
    }


TOPIC = {"Ref": "Topic"}


def subscription(topic: Any = TOPIC, protocol: str = "lambda") -> dict[str, Any]:
    own = {"Protocol": protocol, "Endpoint": {"Ref": "Live"}, "TopicArn": topic}
    return {"Sub": {"Type": "AWS::SNS::Subscription", "Properties": own}}


def test_a_message_published_calls_again(judge: Judge, bill: dict[str, Any]) -> None:
    [finding] = judge(rule, bill | granting("sns:Publish", TOPIC) | subscription())

    assert finding.message == (
        "a function must not publish to the topic that calls it, got Topic, on which its role may "
        "sns:Publish"
    )
    assert finding.fix == "take sns:Publish on Topic from the role, or publish to another topic"
    assert finding.at == "Role"
    assert finding.resource.logical_id == "Bill"


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(subscription(), id="no role here"),
        pytest.param(granting("sns:Publish", "*") | subscription(), id="which topic is not said"),
        pytest.param(
            granting("sns:Publish", {"Ref": "FifoTopic"}) | subscription(), id="another topic"
        ),
        pytest.param(
            granting("sns:Publish", TOPIC) | subscription({"Ref": "Unknown"}),
            id="which calls is known at deployment only",
        ),
        pytest.param(granting("sns:Publish", TOPIC) | subscription(protocol="https"), id="no call"),
    ],
)
def test_silent(judge: Judge, bill: dict[str, Any], more: dict[str, Any]) -> None:
    assert judge(rule, bill | more) == []
