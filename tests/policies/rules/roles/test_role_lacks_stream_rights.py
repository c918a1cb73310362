from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_stream_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

OTHERS = {
    "Readings": {"Type": "AWS::Kinesis::Stream"},
    "Faults": {"Type": "AWS::DynamoDB::Table"},
}
STREAM = {"Fn::GetAtt": ["Readings", "Arn"]}
TABLE_STREAM = {"Fn::GetAtt": ["Faults", "StreamArn"]}
KINESIS = ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStreamSummary"]
DYNAMODB = ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"]


def test_what_the_role_lacks_on_a_stream_is_named(judge: Judge, scene: Scene) -> None:
    [finding] = judge(rule, scene(Mapping=scene.polling(STREAM), **OTHERS))

    assert finding.message == (
        "role of Bill must allow kinesis:GetRecords, kinesis:GetShardIterator and "
        "kinesis:DescribeStream or kinesis:DescribeStreamSummary on Readings, got BillRole without "
        "kinesis:GetRecords, kinesis:GetShardIterator and "
        "kinesis:DescribeStream or kinesis:DescribeStreamSummary"
    )
    assert finding.fix.startswith("attach service-role/AWSLambdaKinesisExecutionRole to BillRole")


def test_what_the_role_lacks_on_the_stream_of_a_table_is_named(judge: Judge, scene: Scene) -> None:
    resources = scene(scene.grant(DYNAMODB[:2]), Mapping=scene.polling(TABLE_STREAM), **OTHERS)

    [finding] = judge(rule, resources)

    assert finding.message.endswith("on Faults, got BillRole without dynamodb:DescribeStream")


@pytest.mark.parametrize(
    ("actions", "resource", "source"),
    [
        pytest.param(KINESIS, STREAM, STREAM, id="summaries of the stream"),
        pytest.param([*KINESIS[:2], "kinesis:DescribeStream"], "*", STREAM, id="descriptions"),
        pytest.param("kinesis:*", STREAM, STREAM, id="everything of the stream"),
        pytest.param(DYNAMODB, TABLE_STREAM, TABLE_STREAM, id="the stream of the table"),
        pytest.param(DYNAMODB, {"Fn::Sub": "${Faults.Arn}/stream/*"}, TABLE_STREAM, id="by Sub"),
        pytest.param([], "*", {"Ref": "Unknown"}, id="a source unknown"),
        pytest.param([], "*", "arn:aws:kinesis:eu-west-1:1:stream/else", id="a stream elsewhere"),
        pytest.param([], "*", {"Ref": "Fanout"}, id="a consumer with fan-out"),
    ],
)
def test_silent(judge: Judge, scene: Scene, actions: Any, resource: Any, source: Any) -> None:
    consumer = {"Type": "AWS::Kinesis::StreamConsumer"}
    resources = scene(
        scene.grant(actions, resource), Mapping=scene.polling(source), Fanout=consumer, **OTHERS
    )

    assert judge(rule, resources) == []


def test_a_table_whose_stream_has_a_policy_may_let_the_role_in(judge: Judge, scene: Scene) -> None:
    open_stream: dict[str, Any] = {
        "StreamSpecification": {"ResourcePolicy": {"PolicyDocument": {}}}
    }
    table = {"Type": "AWS::DynamoDB::Table", "Properties": open_stream}

    assert judge(rule, scene(Mapping=scene.polling(TABLE_STREAM), Faults=table)) == []
