from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_dead_letter_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

OTHERS = {"Queue": {"Type": "AWS::SQS::Queue"}, "Topic": {"Type": "AWS::SNS::Topic"}}
ARN = {"Fn::GetAtt": ["Queue", "Arn"]}


@pytest.mark.parametrize(
    ("target", "name", "action"),
    [(ARN, "Queue", "sqs:SendMessage"), ({"Ref": "Topic"}, "Topic", "sns:Publish")],
)
def test_the_right_to_write_there_is_named(
    judge: Judge, scene: Scene, target: Any, name: str, action: str
) -> None:
    [finding] = judge(rule, scene(function={"DeadLetterConfig": {"TargetArn": target}}, **OTHERS))

    assert finding.message == (
        f"role of Bill must allow {action} on {name}, got BillRole without {action}"
    )
    assert finding.fix == f"allow {action} on {name} in a policy of BillRole"
    assert finding.at == "DeadLetterConfig.TargetArn"
    assert finding.resource.logical_id == "Bill"


def test_the_right_is_enough(judge: Judge, scene: Scene) -> None:
    dead_letters = {"DeadLetterConfig": {"TargetArn": ARN}}

    assert (
        judge(rule, scene(scene.grant("sqs:SendMessage", ARN), function=dead_letters, **OTHERS))
        == []
    )


@pytest.mark.parametrize(
    "target",
    [
        pytest.param(None, id="none"),
        pytest.param({"Ref": "Unknown"}, id="unknown"),
        pytest.param("arn:aws:sqs:eu-west-1:123456789012:lost", id="elsewhere"),
        pytest.param({"Ref": "Queue"}, id="no ARN"),
        pytest.param({"Fn::GetAtt": ["Bill", "Arn"]}, id="what is no target"),
    ],
)
def test_silent(judge: Judge, scene: Scene, target: Any) -> None:
    assert judge(rule, scene(function={"DeadLetterConfig": {"TargetArn": target}}, **OTHERS)) == []
