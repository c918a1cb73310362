from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policies.rules.roles.rights_attached_too_late import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


ALL = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
ARN = {"Fn::GetAtt": ["Orders", "Arn"]}
OTHERS = {"Orders": {"Type": "AWS::SQS::Queue"}, "Topic": {"Type": "AWS::SNS::Topic"}}


def test_a_mapping_that_does_not_wait_for_its_rights_is_told(judge: Judge, scene: Scene) -> None:
    resources = scene(
        Rights=scene.policy(scene.grant(ALL, ARN)), Mapping=scene.polling(ARN), **OTHERS
    )

    [finding] = judge(rule, resources)

    assert finding.message == (
        "the policy that allows its role sqs:ReceiveMessage must be there before, got Rights, on "
        "which Mapping does not depend"
    )
    assert finding.fix == "add DependsOn: Rights"
    assert finding.resource.logical_id == "Mapping"


def test_a_configuration_that_does_not_wait_for_its_rights_is_told(
    judge: Judge, scene: Scene
) -> None:
    properties = {
        "FunctionName": {"Ref": "Bill"},
        "Qualifier": "$LATEST",
        "DestinationConfig": {"OnFailure": {"Destination": {"Ref": "Topic"}}},
    }
    asynchronous = {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": properties}
    rights = scene.policy(scene.grant("sns:Publish", {"Ref": "Topic"}))

    [finding] = judge(rule, scene(Rights=rights, Async=asynchronous, **OTHERS))

    assert finding.fix == "add DependsOn: Rights"


@pytest.mark.parametrize("where", ["Mapping", "Bill"])
def test_one_that_waits_is_left_alone(judge: Judge, scene: Scene, where: str) -> None:
    resources = scene(
        Rights=scene.policy(scene.grant(ALL, ARN)), Mapping=scene.polling(ARN), **OTHERS
    )
    resources[where]["DependsOn"] = ["Rights"]

    assert judge(rule, resources) == []


def test_a_policy_that_the_role_lists_is_there_before(judge: Judge, scene: Scene) -> None:
    rights = scene.policy(scene.grant(ALL, ARN), kind="ManagedPolicy", Roles=[])
    resources = scene(
        managed=[{"Ref": "Rights"}], Rights=rights, Mapping=scene.polling(ARN), **OTHERS
    )

    assert judge(rule, resources) == []


def test_rights_that_come_from_two_policies_are_there_sooner(judge: Judge, scene: Scene) -> None:
    resources = scene(
        scene.grant("sqs:*"),
        Rights=scene.policy(scene.grant(ALL, ARN)),
        Mapping=scene.polling(ARN),
        **OTHERS,
    )

    assert judge(rule, resources) == []


def test_a_policy_that_nobody_knows_may_have_the_rights_before(judge: Judge, scene: Scene) -> None:
    resources = scene(
        managed=["arn:aws:iam::123456789012:policy/own"],
        Rights=scene.policy(scene.grant(ALL, ARN)),
        Mapping=scene.polling(ARN),
        **OTHERS,
    )

    assert judge(rule, resources) == []


def test_a_role_that_lacks_the_rights_is_told_elsewhere(judge: Judge, scene: Scene) -> None:
    assert judge(rule, scene(Mapping=scene.polling(ARN), **OTHERS)) == []


def test_an_old_version_may_have_had_another_role(judge: Judge, scene: Scene) -> None:
    old = scene.polling(ARN, FunctionName={"Fn::Sub": "${Bill}:7"})

    assert judge(rule, scene(Rights=scene.policy(scene.grant(ALL)), Mapping=old, **OTHERS)) == []


def test_a_function_elsewhere_has_a_role_elsewhere(judge: Judge, scene: Scene) -> None:
    resources = scene(
        function={"Role": "arn:aws:iam::123456789012:role/own"},
        Rights=scene.policy(scene.grant(ALL)),
        Mapping=scene.polling(ARN),
        **OTHERS,
    )

    assert judge(rule, resources) == []
