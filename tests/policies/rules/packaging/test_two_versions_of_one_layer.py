from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.packaging.two_versions_of_one_layer import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

NUMPY = "arn:aws:lambda:eu-west-1:123456789012:layer:numpy"
HERE = {"Fn::Sub": "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:layer:numpy:6"}
MAYBE = {"Fn::If": ["Old", f"{NUMPY}:4", {"Ref": "AWS::NoValue"}]}
CONDITIONS = {"Old": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
OWN = {"Ref": "Own"}


def scene(*layers: Any, **own: Any) -> dict[str, Any]:
    return {
        "Own": {"Type": "AWS::Lambda::LayerVersion", "Properties": own},
        "Other": {"Type": "AWS::Lambda::LayerVersion", "Properties": own},
        "Score": {"Type": "AWS::Lambda::Function", "Properties": {"Layers": list(layers)}},
    }


@pytest.mark.parametrize("version", ["4", "5"], ids=["the same", "another"])
def test_a_layer_that_is_listed_twice_is_refused(judge: Judge, version: str) -> None:
    [finding] = judge(rule, scene(f"{NUMPY}:4", OWN, f"{NUMPY}:{version}"))

    assert finding.message == (
        "layers must be different ones, got two versions of numpy, at 0 and 2 of the list"
    )
    assert finding.fix == "list numpy once"
    assert finding.at == "Layers.2"
    assert finding.resource.logical_id == "Score"


def test_a_resource_that_is_listed_twice_is_the_same_layer(judge: Judge) -> None:
    [finding] = judge(rule, scene(OWN, {"Ref": "Own"}))

    assert "two versions of Own" in finding.message


def test_resources_of_one_name_are_versions_of_one_layer(judge: Judge) -> None:
    [finding] = judge(rule, scene(OWN, {"Ref": "Other"}, LayerName="shared"))

    assert "two versions of shared" in finding.message


def test_an_arn_of_the_own_account_may_mean_a_layer_declared_here(judge: Judge) -> None:
    for layers in [(OWN, f"{NUMPY}:4"), (f"{NUMPY}:4", HERE)]:
        account = Environment("123456789012", "eu-west-1")

        assert len(judge(rule, scene(*layers, LayerName="numpy"), account)) == 1


@pytest.mark.parametrize(
    ("layers", "own"),
    [
        pytest.param([f"{NUMPY}:4", OWN], {}, id="two layers"),
        pytest.param([OWN, {"Ref": "Other"}], {}, id="two layers without names"),
        pytest.param(
            [OWN, {"Ref": "Other"}], {"LayerName": {"Ref": "Unknown"}}, id="names not known"
        ),
        pytest.param(
            [f"{NUMPY}:4", "arn:aws:lambda:eu-west-1:999999999999:layer:numpy:4"],
            {},
            id="somebody else's layer of that name",
        ),
        pytest.param([f"{NUMPY}:4", HERE], {}, id="perhaps somebody else's"),
        pytest.param([f"{NUMPY}:5", MAYBE], {}, id="one that may be left out"),
        pytest.param([{"Ref": "Unknown"}, {"Ref": "Unknown"}], {}, id="known at deployment only"),
        pytest.param([], {}, id="none"),
    ],
)
def test_silent(judge: Judge, layers: list[Any], own: dict[str, Any]) -> None:
    assert judge(rule, scene(*layers, **own), Conditions=CONDITIONS) == []


def test_layers_known_at_deployment_only_are_silent(judge: Judge) -> None:
    resources = scene()
    resources["Score"]["Properties"]["Layers"] = {"Ref": "Unknown"}

    assert judge(rule, resources) == []
