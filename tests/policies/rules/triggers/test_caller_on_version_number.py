from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.caller_on_version_number import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def scene(name: Any) -> dict[str, Any]:
    return {
        "Report": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "report"}},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Report"}}},
        "Mapping": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {"FunctionName": name},
        },
    }


@pytest.mark.parametrize("name", [{"Fn::Sub": "${Report}:7"}, "report:7"], ids=["Sub", "name"])
def test_a_number_stays_behind(judge: Judge, name: Any) -> None:
    [finding] = judge(rule, scene(name))

    assert finding.message == (
        "caller must use an alias of Report, got version 7, which stays behind"
    )
    assert finding.fix == (
        "set FunctionName to an alias of Report, or to its AWS::Lambda::Version resource"
    )
    assert finding.at == "FunctionName"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param({"Ref": "V1"}, id="the version resource, which deployments replace"),
        pytest.param({"Ref": "Report"}, id="the function"),
        pytest.param("report:live", id="an alias not here"),
        pytest.param("report:$LATEST", id="$LATEST"),
        pytest.param({"Fn::Sub": "${Report}:${AWS::StackName}"}, id="unknown"),
        pytest.param("elsewhere:7", id="a function not here"),
    ],
)
def test_silent(judge: Judge, name: Any) -> None:
    assert judge(rule, scene(name)) == []


def test_a_url_on_a_version_is_told_by_its_own_rule(judge: Judge) -> None:
    resources = scene({"Ref": "Report"})
    resources["Url"] = {
        "Type": "AWS::Lambda::Url",
        "Properties": {"TargetFunctionArn": "report:7", "AuthType": "AWS_IAM"},
    }

    assert judge(rule, resources) == []
