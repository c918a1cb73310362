from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.environment_value_not_text import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_list_is_no_text(judge: Judge) -> None:
    [finding] = judge(
        rule, function(Environment={"Variables": {"SUBNETS": ["subnet-1", "subnet-2"]}})
    )

    assert finding.message == "environment variable SUBNETS must be text, got a list"
    assert finding.fix == "write it as text: !Join of a list, !ToJsonString of a map"
    assert finding.at == "Environment.Variables.SUBNETS"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Environment": {"Variables": {"LIMITS": {"a": 1, "b": 2}}}},
            "environment variable LIMITS must be text, got a map",
            id="a map",
        ),
        pytest.param(
            {"Environment": {"Variables": {"ZONES": {"Fn::Split": [",", "a,b"]}}}},
            "environment variable ZONES must be text, got a list",
            id="split",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


def test_a_parameter_of_a_list_type_gives_a_list(judge: Judge) -> None:
    parameters = {"Subnets": {"Type": "CommaDelimitedList", "Default": "subnet-1,subnet-2"}}
    variables = {"SUBNETS": {"Ref": "Subnets"}}
    resources = function(Environment={"Variables": variables})

    assert len(judge(rule, resources, Parameters=parameters)) == 1


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"Environment": {"Variables": {"A1": "x"}}}, id="text"),
        pytest.param({"Environment": {"Variables": {"A1": 1}}}, id="a number"),
        pytest.param({"Environment": {"Variables": {"A1": True}}}, id="a boolean"),
        pytest.param(
            {"Environment": {"Variables": {"A1": {"Fn::Join": [",", ["a", "b"]]}}}}, id="joined"
        ),
        pytest.param(
            {"Environment": {"Variables": {"A1": {"Ref": "Unknown"}}}},
            id="known at deployment only",
        ),
        pytest.param(
            {"Environment": {"Variables": {"A1": {"Fn::ToJsonString": {"a": 1}}}}},
            id="a function that is not known",
        ),
        pytest.param(
            {"Environment": {"Ref": "Unknown"}}, id="the environment known at deployment only"
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
