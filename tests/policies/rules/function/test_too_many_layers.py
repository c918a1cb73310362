from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.too_many_layers import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

LITERAL = "arn:aws:lambda:eu-west-1:123456789012:layer:numpy:4"
OWN = {"Ref": "Own"}
IN_THIS_REGION = {"Fn::Sub": "arn:aws:lambda:${AWS::Region}:123456789012:layer:numpy:4"}
MAYBE = {"Fn::If": ["Monitored", LITERAL, {"Ref": "AWS::NoValue"}]}
CONDITIONS = {"Monitored": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(layers: Any) -> dict[str, Any]:
    return {
        "Own": {"Type": "AWS::Lambda::LayerVersion"},
        "Score": {"Type": "AWS::Lambda::Function", "Properties": {"Layers": layers}},
    }


def test_a_sixth_layer_is_one_too_many(judge: Judge) -> None:
    [finding] = judge(rule, function([LITERAL] * 6))

    assert finding.message == "layers must be at most 5, got 6"
    assert finding.fix == "merge layers until 5 or fewer are left"
    assert finding.at == "Layers"
    assert finding.resource.logical_id == "Score"


def test_a_layer_counts_however_it_is_written(judge: Judge) -> None:
    [finding] = judge(rule, function([LITERAL, LITERAL, OWN, OWN, IN_THIS_REGION, IN_THIS_REGION]))

    assert finding.message == "layers must be at most 5, got 6"


def test_a_layer_that_a_parameter_names_is_a_layer(judge: Judge) -> None:
    [finding] = judge(rule, function([*[LITERAL] * 5, {"Ref": "Unknown"}]))

    assert finding.message == "layers must be at most 5, got 6"


def test_layers_that_may_be_left_out_are_not_counted(judge: Judge) -> None:
    layers = [*[LITERAL] * 6, MAYBE]

    [finding] = judge(rule, function(layers), Conditions=CONDITIONS)

    assert finding.message == "layers must be at most 5, got 6"


@pytest.mark.parametrize(
    "layers",
    [
        pytest.param({"Ref": "AWS::NoValue"}, id="absent"),
        pytest.param([LITERAL] * 5, id="the maximum"),
        pytest.param([*[LITERAL] * 5, {"Ref": "AWS::NoValue"}], id="a sixth taken away"),
        pytest.param([*[LITERAL] * 5, MAYBE, MAYBE], id="more that may be left out"),
        pytest.param({"Ref": "Unknown"}, id="all known at deployment only"),
        pytest.param(LITERAL, id="one without a list"),
    ],
)
def test_silent(judge: Judge, layers: Any) -> None:
    assert judge(rule, function(layers), Conditions=CONDITIONS) == []
