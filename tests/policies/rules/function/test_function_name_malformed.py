from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.function_name_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_dot_is_no_character_of_a_name(judge: Judge) -> None:
    [finding] = judge(rule, function(FunctionName="billing.invoices"))

    assert finding.message == (
        "function name must be letters, digits, underscores and hyphens, got 'billing.invoices'"
    )
    assert finding.fix == "name it with 64 or fewer letters, digits, hyphens and underscores"
    assert finding.at == "FunctionName"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"FunctionName": "x" * 65},
            ("function name must be 1 to 64 characters, got 65 characters"),
            id="one character too many",
        ),
        pytest.param(
            {"FunctionName": ""},
            "function name must be 1 to 64 characters, got 0 characters",
            id="empty",
        ),
        pytest.param(
            {"FunctionName": {"Fn::Sub": "${AWS::StackName}-" + "x" * 64}},
            ("function name must be 1 to 64 characters, got at least 65 characters"),
            id="too long before the stack's name comes in",
        ),
        pytest.param(
            {"FunctionName": {"Fn::Sub": "${AWS::StackName}.worker"}},
            ("function name must be letters, digits, underscores and hyphens, got '.worker'"),
            id="a dot beside what is not known",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"FunctionName": "x" * 64}, id="the longest"),
        pytest.param({"FunctionName": "x"}, id="one character"),
        pytest.param({"FunctionName": {"Ref": "Unknown"}}, id="known at deployment only"),
        pytest.param(
            {"FunctionName": {"Fn::Sub": "${AWS::StackName}-" + "x" * 63}},
            id="just short enough with what is known",
        ),
        pytest.param(
            {"FunctionName": "arn:aws:lambda:eu-west-1:123456789012:function:billing"}, id="an ARN"
        ),
        pytest.param(
            {
                "FunctionName": {
                    "Fn::Sub": "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:billing"
                }
            },
            id="an ARN known in part",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
