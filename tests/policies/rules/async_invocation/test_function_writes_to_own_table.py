from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.function_writes_to_own_table import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}


def granting(action: Any, resource: Any, **statement: Any) -> dict[str, Any]:
    own = {"Effect": "Allow", "Action": action, "Resource": resource} | statement
    document = {"Version": "2012-10-17", "Statement": [own]}
    policy = {"PolicyName": "write", "PolicyDocument": document}
    role = {"Fn::GetAtt": ["Role", "Arn"]}
    return {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}},
        "Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Role": role}},
    }


TABLE = {"Fn::GetAtt": ["Orders", "Arn"]}


def mapping(**properties: Any) -> dict[str, Any]:
    arn = {"Fn::GetAtt": ["Orders", "StreamArn"]}
    own = {"EventSourceArn": arn, "FunctionName": {"Ref": "Live"}} | properties
    return {
        "Orders": {"Type": "AWS::DynamoDB::Table"},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": own},
    }


@pytest.mark.parametrize(
    "action", ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"]
)
def test_an_item_written_calls_again(judge: Judge, bill: dict[str, Any], action: str) -> None:
    [finding] = judge(rule, bill | granting(action, TABLE) | mapping())

    assert finding.message == (
        "a function must not write to the table that calls it without a filter, got Bill, whose "
        f"role may {action} on Orders"
    )
    assert finding.fix == (
        "set FilterCriteria so that the function's own writes do not call it, or write to another "
        "table"
    )
    assert finding.at == "EventSourceArn"


FILTERS = {"Filters": [{"Pattern": '{"eventName": ["INSERT"]}'}]}


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(mapping(), id="no role here"),
        pytest.param(granting("dynamodb:GetItem", TABLE) | mapping(), id="it reads only"),
        pytest.param(granting("dynamodb:PutItem", "*") | mapping(), id="which table is not said"),
        pytest.param(
            granting("dynamodb:PutItem", TABLE) | mapping(FilterCriteria=FILTERS), id="filtered"
        ),
        pytest.param(
            granting("dynamodb:PutItem", TABLE) | mapping(FilterCriteria=UNKNOWN), id="perhaps"
        ),
        pytest.param(granting("dynamodb:PutItem", TABLE) | mapping(Enabled=False), id="not polled"),
    ],
)
def test_silent(judge: Judge, bill: dict[str, Any], more: dict[str, Any]) -> None:
    assert judge(rule, bill | more) == []
