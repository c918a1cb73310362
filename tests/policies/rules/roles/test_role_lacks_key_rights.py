from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_key_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

ACCOUNT = {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}
ARN = {"Fn::GetAtt": ["Orders", "Arn"]}


def key(*statements: dict[str, Any]) -> dict[str, Any]:
    policy = {"KeyPolicy": {"Statement": list(statements)}} if statements else {}
    return {"Type": "AWS::KMS::Key", "Properties": policy}


def queue(key_id: Any) -> dict[str, Any]:
    return {"Type": "AWS::SQS::Queue", "Properties": {"KmsMasterKeyId": key_id}}


@pytest.mark.parametrize(
    "key_id",
    [
        pytest.param({"Ref": "OrdersKey"}, id="its id"),
        pytest.param({"Fn::GetAtt": ["OrdersKey", "Arn"]}, id="its ARN"),
        pytest.param({"Ref": "OrdersAlias"}, id="an alias"),
    ],
)
def test_the_right_to_decrypt_is_named(judge: Judge, scene: Scene, key_id: Any) -> None:
    target = {"TargetKeyId": {"Ref": "OrdersKey"}}
    resources = scene(
        OrdersKey=key(scene.grant("kms:*", Principal=ACCOUNT)),
        OrdersAlias={"Type": "AWS::KMS::Alias", "Properties": target},
        Orders=queue(key_id),
        Mapping=scene.polling(ARN),
    )

    [finding] = judge(rule, resources)

    assert finding.message == (
        "role of Bill must allow kms:Decrypt on OrdersKey, which encrypts Orders, "
        "got BillRole without kms:Decrypt"
    )
    assert finding.resource.logical_id == "Mapping"


def test_a_stream_that_is_encrypted_needs_the_right_too(judge: Judge, scene: Scene) -> None:
    encryption = {"StreamEncryption": {"KeyId": {"Ref": "OrdersKey"}}}
    stream = {"Type": "AWS::Kinesis::Stream", "Properties": encryption}

    assert len(judge(rule, scene(OrdersKey=key(), Orders=stream, Mapping=scene.polling(ARN)))) == 1


def test_the_right_may_come_from_the_role(judge: Judge, scene: Scene) -> None:
    allowed = scene.grant("kms:Decrypt", {"Fn::GetAtt": ["OrdersKey", "Arn"]})
    queued = queue({"Ref": "OrdersKey"})

    assert (
        judge(rule, scene(allowed, OrdersKey=key(), Orders=queued, Mapping=scene.polling(ARN)))
        == []
    )


def test_the_right_on_another_key_is_none(judge: Judge, scene: Scene) -> None:
    resources = scene(
        scene.grant("kms:Decrypt", {"Fn::GetAtt": ["Other", "Arn"]}),
        OrdersKey=key(),
        Other=key(),
        Orders=queue({"Ref": "OrdersKey"}),
        Mapping=scene.polling(ARN),
    )

    assert len(judge(rule, resources)) == 1


@pytest.mark.parametrize(
    "principal",
    [{"AWS": {"Fn::GetAtt": ["BillRole", "Arn"]}}, {"AWS": "*"}, {"AWS": {"Ref": "Unknown"}}],
)
def test_the_right_may_come_from_the_key(judge: Judge, scene: Scene, principal: Any) -> None:
    resources = scene(
        OrdersKey=key(scene.grant("kms:Decrypt", Principal=principal)),
        Orders=queue({"Ref": "OrdersKey"}),
        Mapping=scene.polling(ARN),
    )

    assert judge(rule, resources) == []


@pytest.mark.parametrize(
    "key_id", [None, "alias/aws/sqs", {"Ref": "Unknown"}, {"Ref": "Bill"}, "1234abcd"]
)
def test_a_key_that_is_not_here_is_not_judged(judge: Judge, scene: Scene, key_id: Any) -> None:
    assert judge(rule, scene(Orders=queue(key_id), Mapping=scene.polling(ARN))) == []


def test_a_source_that_is_not_here_is_not_judged(judge: Judge, scene: Scene) -> None:
    assert (
        judge(rule, scene(Mapping=scene.polling("arn:aws:sqs:eu-west-1:123456789012:else"))) == []
    )


def test_failed_events_are_encrypted_too(judge: Judge, scene: Scene) -> None:
    function = {"DeadLetterConfig": {"TargetArn": ARN}}
    resources = scene(
        scene.grant("sqs:SendMessage", ARN),
        OrdersKey=key(scene.grant("kms:*", Principal=ACCOUNT)),
        Orders=queue({"Ref": "OrdersKey"}),
        function=function,
    )

    [finding] = judge(rule, resources)

    assert finding.message == (
        "role of Bill must allow kms:GenerateDataKey and kms:Decrypt on OrdersKey, which encrypts "
        "Orders, got BillRole without kms:GenerateDataKey and kms:Decrypt"
    )
    assert finding.at == "DeadLetterConfig.TargetArn"


def test_so_are_those_for_a_topic(judge: Judge, scene: Scene) -> None:
    sent = {"OnFailure": {"Destination": {"Ref": "News"}}}
    said = {"FunctionName": {"Ref": "Bill"}, "Qualifier": "$LATEST", "DestinationConfig": sent}
    resources = scene(
        OrdersKey=key(scene.grant("kms:*", Principal=ACCOUNT)),
        News={"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": {"Ref": "OrdersKey"}}},
        Async={"Type": "AWS::Lambda::EventInvokeConfig", "Properties": said},
    )

    [finding] = judge(rule, resources)

    assert finding.at == "DestinationConfig.OnFailure.Destination"
