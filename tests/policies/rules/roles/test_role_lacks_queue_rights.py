from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_queue_rights import check as rule
from policies.template.environment import Environment, share_accounts

if TYPE_CHECKING:
    from tests.policies.conftest import Judge, TemplateOf
    from tests.policies.rules.roles.conftest import Scene

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}
OTHER = {"Type": "AWS::SQS::Queue"}
ARN = {"Fn::GetAtt": ["Orders", "Arn"]}
ALL = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
POLLER = "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"


def test_what_the_role_lacks_is_named(judge: Judge, scene: Scene) -> None:
    resources = scene(scene.grant(ALL[:2], ARN), Orders=QUEUE, Mapping=scene.polling(ARN))

    [finding] = judge(rule, resources)

    assert finding.message == (
        "role of Bill must allow sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes "
        "on Orders, got BillRole without sqs:GetQueueAttributes"
    )
    assert finding.fix == (
        "attach service-role/AWSLambdaSQSQueueExecutionRole to BillRole, or allow "
        "sqs:GetQueueAttributes on Orders in a policy of BillRole"
    )
    assert finding.at == "EventSourceArn"
    assert finding.resource.logical_id == "Mapping"


@pytest.mark.parametrize(
    "allowed",
    [
        pytest.param({"Fn::GetAtt": ["Other", "Arn"]}, id="another queue"),
        pytest.param("arn:aws:sqs:*:*:other-*", id="another name"),
        pytest.param("arn:aws:sns:*:*:*", id="another service"),
    ],
)
def test_rights_on_something_else_are_none(judge: Judge, scene: Scene, allowed: Any) -> None:
    resources = scene(
        scene.grant("sqs:*", allowed), Orders=QUEUE, Other=OTHER, Mapping=scene.polling(ARN)
    )

    [finding] = judge(rule, resources)

    assert finding.message.endswith(
        "without sqs:ReceiveMessage, sqs:DeleteMessage and sqs:GetQueueAttributes"
    )


@pytest.mark.parametrize(
    "allowed",
    [
        pytest.param(ARN, id="the queue"),
        pytest.param("*", id="everything"),
        pytest.param("arn:aws:sqs:*:*:orders", id="the queue's name"),
        pytest.param({"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:o*"}, id="a start"),
        pytest.param({"Ref": "Unknown"}, id="unknown"),
    ],
)
def test_rights_that_may_be_about_the_queue_are_enough(
    judge: Judge, scene: Scene, allowed: Any
) -> None:
    assert (
        judge(rule, scene(scene.grant(ALL, allowed), Orders=QUEUE, Mapping=scene.polling(ARN)))
        == []
    )


def test_the_alias_of_the_function_polls_with_its_role(judge: Judge, scene: Scene) -> None:
    alias = {
        "FunctionName": {"Ref": "Bill"},
        "FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]},
        "Name": "live",
    }
    resources = scene(
        Orders=QUEUE,
        V1={"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Bill"}}},
        Live={"Type": "AWS::Lambda::Alias", "Properties": alias},
        Mapping=scene.polling(ARN, FunctionName={"Ref": "Live"}),
    )

    assert len(judge(rule, resources)) == 1


def test_an_old_version_may_have_had_another_role(judge: Judge, scene: Scene) -> None:
    old = scene.polling(ARN, FunctionName={"Fn::Sub": "${Bill}:7"})

    assert judge(rule, scene(Orders=QUEUE, Mapping=old)) == []


def test_what_the_cdk_grants_in_a_policy_of_its_own_counts(judge: Judge, scene: Scene) -> None:
    resources = scene(
        Orders=QUEUE, Mapping=scene.polling(ARN), DefaultPolicy=scene.policy(scene.grant(ALL, ARN))
    )

    assert judge(rule, resources) == []


def test_what_another_stack_attaches_counts(
    judge: Judge, scene: Scene, template_of: TemplateOf
) -> None:
    here, there = Environment(), Environment()
    share_accounts([here, there])
    attached = scene.policy(scene.grant(ALL), Roles=["biller"])
    template_of({"Attached": attached}, there)

    resources = scene(role={"RoleName": "biller"}, Orders=QUEUE, Mapping=scene.polling(ARN))
    assert judge(rule, resources, here) == []
    resources["BillRole"]["Properties"]["RoleName"] = "another"
    assert len(judge(rule, resources, Environment())) == 1


@pytest.mark.parametrize(
    "managed",
    [
        pytest.param([POLLER], id="the policy for it"),
        pytest.param(["arn:aws:iam::123456789012:policy/own"], id="a policy nobody knows"),
        pytest.param([{"Ref": "Unknown"}], id="a policy unknown"),
        pytest.param({"Ref": "Unknown"}, id="all unknown"),
        pytest.param(
            [{"Fn::If": ["Perhaps", POLLER, {"Ref": "AWS::NoValue"}]}], id="a policy perhaps"
        ),
    ],
)
def test_a_role_that_may_have_the_rights_is_left_alone(
    judge: Judge, scene: Scene, managed: Any
) -> None:
    conditions = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
    resources = scene(managed=managed, Orders=QUEUE, Mapping=scene.polling(ARN))

    assert judge(rule, resources, Conditions=conditions) == []


def test_a_policy_of_the_queue_may_let_the_role_in(judge: Judge, scene: Scene) -> None:
    open_to_role = scene.grant("sqs:*", Principal={"AWS": {"Fn::GetAtt": ["BillRole", "Arn"]}})
    properties = {"PolicyDocument": {"Statement": [open_to_role]}, "Queues": [{"Ref": "Orders"}]}
    resources = scene(
        Orders=QUEUE,
        Mapping=scene.polling(ARN),
        Open={"Type": "AWS::SQS::QueuePolicy", "Properties": properties},
    )

    assert judge(rule, resources) == []


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(
            {"function": {"Role": "arn:aws:iam::123456789012:role/own"}}, id="a role's ARN"
        ),
        pytest.param({"function": {"Role": {"Ref": "Unknown"}}}, id="a role unknown"),
        pytest.param({"source": "arn:aws:sqs:eu-west-1:123456789012:else"}, id="a queue elsewhere"),
        pytest.param({"source": {"Ref": "Unknown"}}, id="a queue unknown"),
        pytest.param({"source": "arn:aws:kinesis:eu-west-1:1:stream/s"}, id="no queue"),
    ],
)
def test_silent(judge: Judge, scene: Scene, resources: dict[str, Any]) -> None:
    mapping = scene.polling(resources.get("source", ARN))

    assert (
        judge(rule, scene(function=resources.get("function"), Orders=QUEUE, Mapping=mapping)) == []
    )


def test_a_queue_of_the_stack_named_by_its_text_is_found(judge: Judge, scene: Scene) -> None:
    source = {"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders"}

    [finding] = judge(rule, scene(Orders=QUEUE, Mapping=scene.polling(source)))

    assert "on Orders" in finding.message
