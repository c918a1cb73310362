from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.packaging.layer_architecture_mismatch import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
MAYBE = {"Fn::If": ["Perhaps", "arm64", {"Ref": "AWS::NoValue"}]}


def scene(told: Any, own: Any = ("arm64",)) -> dict[str, Any]:
    layer = {} if told is None else {"CompatibleArchitectures": told}
    function = {} if own is None else {"Architectures": own}
    listed = {"Layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:agent:3", {"Ref": "Numbers"}]}
    return {
        "Numbers": {"Type": "AWS::Lambda::LayerVersion", "Properties": layer},
        "Score": {"Type": "AWS::Lambda::Function", "Properties": function | listed},
    }


def test_what_the_layer_is_for_is_compared_with_the_function(judge: Judge) -> None:
    [finding] = judge(rule, scene(["x86_64"]))

    assert finding.message == (
        "layers must be for arm64, the function's architecture, got Numbers for x86_64"
    )
    assert finding.fix == "build Numbers for arm64 and add it to CompatibleArchitectures"
    assert finding.at == "Layers.1"
    assert finding.resource.logical_id == "Score"


def test_the_default_of_a_function_is_known(judge: Judge) -> None:
    [finding] = judge(rule, scene(["arm64"], None))

    assert "for x86_64, the function's architecture, got Numbers for arm64" in finding.message


@pytest.mark.parametrize(
    ("told", "own"),
    [
        pytest.param([*["x86_64"], "arm64"], ("arm64",), id="listed"),
        pytest.param(None, ("arm64",), id="absent"),
        pytest.param([], ("arm64",), id="empty"),
        pytest.param({"Ref": "Unknown"}, ("arm64",), id="a list known at deployment only"),
        pytest.param([*["x86_64"], {"Ref": "Unknown"}], ("arm64",), id="an element not known"),
        pytest.param([*["x86_64"], MAYBE], ("arm64",), id="an element that may be left out"),
        pytest.param(["x86_64"], ({"Ref": "Unknown"},), id="a function's known at deployment only"),
        pytest.param(["x86_64"], None, id="the default"),
    ],
)
def test_silent(judge: Judge, told: Any, own: Any) -> None:
    assert judge(rule, scene(told, own), Conditions=CONDITIONS) == []


def test_a_layer_that_may_not_be_made_is_not_judged(judge: Judge) -> None:
    resources = scene(["x86_64"])
    resources["Numbers"]["Condition"] = "Perhaps"

    assert judge(rule, resources, Conditions=CONDITIONS) == []
