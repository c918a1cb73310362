from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.packaging.layer_runtime_mismatch import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
MAYBE = {"Fn::If": ["Perhaps", "python3.14", {"Ref": "AWS::NoValue"}]}


def scene(told: Any, own: Any = "python3.14") -> dict[str, Any]:
    layer = {} if told is None else {"CompatibleRuntimes": told}
    function = {} if own is None else {"Runtime": own}
    listed = {"Layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:agent:3", {"Ref": "Numbers"}]}
    return {
        "Numbers": {"Type": "AWS::Lambda::LayerVersion", "Properties": layer},
        "Score": {"Type": "AWS::Lambda::Function", "Properties": function | listed},
    }


def test_what_the_layer_is_for_is_compared_with_the_function(judge: Judge) -> None:
    [finding] = judge(rule, scene(["python3.12", "python3.13"]))

    assert finding.message == (
        "layers must be for python3.14, the function's runtime, "
        "got Numbers for python3.12, python3.13"
    )
    assert finding.fix == "build Numbers for python3.14 and add it to CompatibleRuntimes"
    assert finding.at == "Layers.1"
    assert finding.resource.logical_id == "Score"


@pytest.mark.parametrize(
    ("told", "own"),
    [
        pytest.param([*["python3.12", "python3.13"], "python3.14"], "python3.14", id="listed"),
        pytest.param(None, "python3.14", id="absent"),
        pytest.param([], "python3.14", id="empty"),
        pytest.param({"Ref": "Unknown"}, "python3.14", id="a list known at deployment only"),
        pytest.param(
            [*["python3.12", "python3.13"], {"Ref": "Unknown"}],
            "python3.14",
            id="an element not known",
        ),
        pytest.param(
            [*["python3.12", "python3.13"], MAYBE],
            "python3.14",
            id="an element that may be left out",
        ),
        pytest.param(
            ["python3.12", "python3.13"],
            {"Ref": "Unknown"},
            id="a function's known at deployment only",
        ),
        pytest.param(["python3.12"], None, id="an image"),
    ],
)
def test_silent(judge: Judge, told: Any, own: Any) -> None:
    assert judge(rule, scene(told, own), Conditions=CONDITIONS) == []


def test_a_layer_that_may_not_be_made_is_not_judged(judge: Judge) -> None:
    resources = scene(["python3.12", "python3.13"])
    resources["Numbers"]["Condition"] = "Perhaps"

    assert judge(rule, resources, Conditions=CONDITIONS) == []
