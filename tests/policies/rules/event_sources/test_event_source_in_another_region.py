from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.event_source_in_another_region import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def scene(arn: Any) -> Any:
    own = {"EventSourceArn": arn, "FunctionName": "bill"}
    return {
        "Orders": {"Type": "AWS::SQS::Queue"},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": own},
    }


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:sqs:us-east-1:999999999999:orders",
        {"Fn::Sub": "arn:aws:kinesis:us-east-1:${AWS::AccountId}:stream/orders"},
    ],
)
def test_a_source_elsewhere_cannot_be_polled(judge: Judge, arn: Any) -> None:
    [finding] = judge(rule, scene(arn), Environment("123456789012", "eu-west-1"))

    assert finding.message == (
        "the event source must be in the function's region eu-west-1, got one in us-east-1"
    )
    assert finding.fix == "poll a source in eu-west-1, or deploy the function in us-east-1"
    assert finding.at == "EventSourceArn"


def test_the_arn_of_the_function_tells_where_it_is(judge: Judge) -> None:
    resources = scene("arn:aws:sqs:us-east-1:1:orders")
    name = "arn:aws:lambda:eu-west-1:1:function:bill"
    resources["Mapping"]["Properties"]["FunctionName"] = name

    assert len(judge(rule, resources)) == 1


@pytest.mark.parametrize(
    ("arn", "region"),
    [
        pytest.param("arn:aws:sqs:eu-west-1:999999999999:orders", "eu-west-1", id="here"),
        pytest.param("arn:aws:sqs:us-east-1:1:orders", None, id="where, nobody knows"),
        pytest.param({"Fn::GetAtt": ["Orders", "Arn"]}, "eu-west-1", id="of the stack"),
        pytest.param({"Ref": "Unknown"}, "eu-west-1", id="known at deployment only"),
        pytest.param("orders", "eu-west-1", id="no ARN"),
        pytest.param("arn:aws:sqs::1:orders", "eu-west-1", id="no region"),
    ],
)
def test_silent(judge: Judge, arn: Any, region: str | None) -> None:
    assert judge(rule, scene(arn), Environment("123456789012", region)) == []
