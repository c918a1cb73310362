from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.scalable_target import ScalableTarget
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

DIMENSION = "lambda:function:ProvisionedConcurrency"
RESOURCES = {
    "Fn": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "report"}},
    "Named": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "function"}},
    "Live": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {"FunctionName": {"Ref": "Fn"}, "Name": "live"},
    },
}


def cut(index: int) -> dict[str, Any]:
    return {"Fn::Select": [index, {"Fn::Split": [":", {"Ref": "Live"}]}]}


@pytest.fixture
def scaled(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> ScalableTarget:
        own = {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": properties}
        return template_of(RESOURCES | {"T": own}).of(ScalableTarget)[0]

    return made


@pytest.mark.parametrize(
    "resource_id",
    [
        pytest.param("function:report:live", id="literal"),
        pytest.param({"Fn::Sub": "function:${Fn}:live"}, id="Sub"),
        pytest.param({"Fn::Join": [":", ["function", {"Ref": "Fn"}, "live"]]}, id="Join"),
        pytest.param({"Fn::Join": ["", ["function:", cut(6), ":live"]]}, id="CDK"),
        pytest.param({"Fn::Join": ["", ["function:", cut(6), ":", cut(7)]]}, id="CDK, both cut"),
    ],
)
def test_the_alias_is_found_however_its_id_is_written(scaled: Any, resource_id: Any) -> None:
    found = scaled(ScalableDimension=DIMENSION, ResourceId=resource_id)

    assert found.function.logical_id == "Fn"
    assert found.target.alias.logical_id == "Live"


def test_a_function_may_be_named_function(scaled: Any) -> None:
    found = scaled(ScalableDimension=DIMENSION, ResourceId="function:function:live")

    assert found.function.logical_id == "Named"


@pytest.mark.parametrize(
    ("dimension", "resource_id"),
    [
        pytest.param(DIMENSION, {"Ref": "Unknown"}, id="id unknown"),
        pytest.param(DIMENSION, {"Fn::Sub": "function:${Unknown}:live"}, id="function unknown"),
        pytest.param(DIMENSION, "table/report", id="no function"),
        pytest.param(DIMENSION, "report:live", id="no function in the id"),
        pytest.param(DIMENSION, "function", id="nothing behind it"),
        pytest.param(DIMENSION, {"Ref": "AWS::NoValue"}, id="absent"),
        pytest.param({"Ref": "Unknown"}, "function:report:live", id="dimension unknown"),
        pytest.param("dynamodb:table:ReadCapacityUnits", "function:report:live", id="a table"),
    ],
)
def test_anything_else_is_no_target(scaled: Any, dimension: Any, resource_id: Any) -> None:
    found = scaled(ScalableDimension=dimension, ResourceId=resource_id)

    assert found.target is None
    assert found.function is None


def test_capacities_are_known_absent_or_unresolved(scaled: Any, unknown: Any) -> None:
    known, unresolved = scaled(MinCapacity=1, MaxCapacity="3"), scaled(MaxCapacity=unknown)

    assert (known.minimum_capacity, known.maximum_capacity) == (1, 3)
    assert unresolved.minimum_capacity is None
    assert isinstance(unresolved.maximum_capacity, Unresolved)


def test_scheduled_actions_set_bounds_of_their_own(scaled: Any, unknown: Any) -> None:
    actions = [
        {"ScalableTargetAction": {"MinCapacity": 5, "MaxCapacity": unknown}},
        unknown,
        {"ScheduledActionName": "nothing"},
    ]
    own, first, second = scaled(MinCapacity=1, MaxCapacity=9, ScheduledActions=actions).capacities

    assert (own.minimum, own.maximum, own.place("MinCapacity")) == (1, 9, "MinCapacity")
    assert first.minimum == 5
    assert isinstance(first.maximum, Unresolved)
    assert first.place("MaxCapacity") == "ScheduledActions.0.ScalableTargetAction.MaxCapacity"
    assert (second.minimum, second.maximum) == (None, None)


def test_the_alias_behind_it_is_told(scaled: Any) -> None:
    named = scaled(ScalableDimension=DIMENSION, ResourceId="function:report:live")
    numbered = scaled(ScalableDimension=DIMENSION, ResourceId="function:report:7")

    assert named.alias.logical_id == "Live"
    assert numbered.alias is None
