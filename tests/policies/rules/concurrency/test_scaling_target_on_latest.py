from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.scaling_target_on_latest import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def resources(
    resource_id: Any, version: Any = "3", dimension: str = "ProvisionedConcurrency"
) -> dict[str, Any]:
    alias = {"FunctionName": {"Ref": "Quote"}, "FunctionVersion": version, "Name": "live"}
    properties = {
        "ScalableDimension": f"lambda:function:{dimension}",
        "ResourceId": resource_id,
    }
    scalable = "AWS::ApplicationAutoScaling::ScalableTarget"
    return {
        "Quote": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "quote"}},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": alias},
        "Scaling": {"Type": scalable, "Properties": properties},
    }


@pytest.mark.parametrize(
    ("resource_id", "version", "seen"),
    [
        ({"Fn::Sub": "function:${Quote}"}, "3", "a function without a qualifier"),
        ("function:quote:$LATEST", "3", "$LATEST"),
        ({"Fn::Sub": "function:${Quote}:live"}, "$LATEST", "Live, which points to $LATEST"),
    ],
)
def test_latest_has_nothing_to_scale(
    judge: Judge, resource_id: Any, version: str, seen: str
) -> None:
    [finding] = judge(rule, resources(resource_id, version))

    assert finding.message == (
        f"scaling must be of an alias of a published version or of a version, got {seen}"
    )
    assert finding.fix == (
        "set ResourceId to function:NAME:ALIAS, of an alias that points to a published version"
    )
    assert finding.at == "ResourceId"


@pytest.mark.parametrize(
    ("resource_id", "version"),
    [
        pytest.param("function:quote:live", "3", id="an alias"),
        pytest.param("function:quote:3", "3", id="a version"),
        pytest.param("function:quote:live", {"Ref": "Unknown"}, id="an alias of who knows what"),
        pytest.param({"Fn::Sub": "function:${Quote}:${Unknown}"}, "3", id="qualifier unknown"),
        pytest.param({"Ref": "Unknown"}, "3", id="unknown"),
        pytest.param("function:elsewhere", "3", id="a function that nobody knows"),
        pytest.param("table/quotes", "3", id="no function"),
    ],
)
def test_silent(judge: Judge, resource_id: Any, version: Any) -> None:
    assert judge(rule, resources(resource_id, version)) == []


def test_another_dimension_is_not_lambdas(judge: Judge) -> None:
    assert judge(rule, resources("function:quote", dimension="Other")) == []
