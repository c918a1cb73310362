from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.environment_key_reserved import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(variables: Any) -> dict[str, Any]:
    return {
        "Copy": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Environment": {"Variables": variables}},
        }
    }


def test_a_reserved_key_is_named(judge: Judge) -> None:
    [finding] = judge(rule, function({"TABLE": "copies", "AWS_REGION": "eu-west-1"}))

    assert finding.message == "environment key AWS_REGION is reserved by Lambda"
    assert finding.fix == "rename AWS_REGION, or drop it and read what Lambda sets"
    assert finding.at == "Environment.Variables.AWS_REGION"


def test_each_reserved_key_is_a_finding(judge: Judge) -> None:
    findings = judge(rule, function({"_HANDLER": "a.b", "AWS_LAMBDA_METADATA_TOKEN": "t"}))

    assert [finding.at.rpartition(".")[2] for finding in findings] == [
        "_HANDLER",
        "AWS_LAMBDA_METADATA_TOKEN",
    ]


def test_the_key_is_certain_though_its_value_is_not(judge: Judge, unknown: Any) -> None:
    [finding] = judge(rule, function({"LAMBDA_TASK_ROOT": unknown}))

    assert finding.at == "Environment.Variables.LAMBDA_TASK_ROOT"


@pytest.mark.parametrize(
    "variables",
    [
        pytest.param({}, id="no variables"),
        pytest.param({"SOURCE_REGION": "eu-west-1"}, id="a key of one's own"),
        pytest.param({"AWS_REGION_OF_SOURCE": "eu-west-1"}, id="a key that only starts like one"),
        pytest.param({"aws_region": "eu-west-1"}, id="another case"),
        pytest.param({"TZ": "UTC", "AWS_LAMBDA_EXEC_WRAPPER": "/opt/w"}, id="keys one may set"),
        pytest.param({"AWS_REGION": {"Ref": "AWS::NoValue"}}, id="a reserved key taken away"),
        pytest.param({"Ref": "Unknown"}, id="known at deployment only"),
        pytest.param("AWS_REGION=eu-west-1", id="no mapping"),
    ],
)
def test_silent(judge: Judge, variables: Any) -> None:
    assert judge(rule, function(variables)) == []
