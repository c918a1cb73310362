from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.scaling_target_on_missing_alias import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}

RELEASE: dict[str, Any] = {
    "Bill": {"Type": "AWS::Lambda::Function"},
    "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Bill"}}},
    "Live": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {
            "FunctionName": {"Ref": "Bill"},
            "FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]},
            "Name": "live",
        },
    },
}


def scaled(resource_id: Any, **properties: Any) -> dict[str, Any]:
    said = {
        "ServiceNamespace": "lambda",
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ResourceId": resource_id,
        "MinCapacity": 5,
        "MaxCapacity": 5,
        **properties,
    }
    kind = "AWS::ApplicationAutoScaling::ScalableTarget"
    return {"Scaling": {"Type": kind, "Properties": said}}


def test_an_alias_that_is_not_there_is_scaled(judge: Judge) -> None:
    [finding] = judge(rule, RELEASE | scaled({"Fn::Sub": "function:${Bill}:prod"}))

    assert finding.message == "scaling must be of an alias that Bill has, live, got prod"
    assert finding.fix == "end ResourceId in the name of an alias: live"
    assert finding.at == "ResourceId"


@pytest.mark.parametrize(
    "resource_id",
    [
        pytest.param({"Fn::Sub": "function:${Bill}:live"}, id="the alias"),
        pytest.param({"Fn::Sub": "function:${Bill}:7"}, id="a version"),
        pytest.param({"Fn::Sub": "function:${Bill}:${Unknown}"}, id="unknown"),
        pytest.param("function:other:prod", id="a function that is not here"),
    ],
)
def test_silent(judge: Judge, resource_id: Any) -> None:
    assert judge(rule, RELEASE | scaled(resource_id)) == []


def test_what_is_no_function_is_not_judged(judge: Judge) -> None:
    resources = scaled(UNKNOWN, ScalableDimension="ecs:service:DesiredCount")

    assert judge(rule, RELEASE | resources) == []
