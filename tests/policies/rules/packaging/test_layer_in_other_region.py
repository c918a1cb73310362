from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.packaging.layer_in_other_region import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

IRELAND = "arn:aws:lambda:eu-west-1:123456789012:layer:numpy:4"
VIRGINIA = "arn:aws:lambda:us-east-1:123456789012:layer:models:11"
HERE = {"Fn::Sub": "arn:aws:lambda:${AWS::Region}:123456789012:layer:agent:3"}


def scene(*layers: Any) -> dict[str, Any]:
    return {
        "Own": {"Type": "AWS::Lambda::LayerVersion"},
        "Score": {"Type": "AWS::Lambda::Function", "Properties": {"Layers": list(layers)}},
    }


def test_a_layer_must_be_where_the_function_is(judge: Judge) -> None:
    [finding] = judge(rule, scene(IRELAND, VIRGINIA), Environment("123456789012", "eu-west-1"))

    assert finding.message == (
        "layers must be in eu-west-1, the function's region, got models of us-east-1"
    )
    assert finding.fix == (
        "take the ARN of models in eu-west-1, or write ${AWS::Region} for its region"
    )
    assert finding.at == "Layers.1"


def test_layers_of_two_regions_cannot_both_be_right(judge: Judge) -> None:
    [finding] = judge(rule, scene(HERE, IRELAND, VIRGINIA))

    assert finding.message == (
        "layers must be in one region, got numpy of eu-west-1 and models of us-east-1"
    )
    assert finding.fix == "take the ARNs of one region, or write ${AWS::Region} in place of both"
    assert finding.at == "Layers.2"


@pytest.mark.parametrize(
    ("layers", "region"),
    [
        pytest.param([IRELAND, HERE, {"Ref": "Own"}], "eu-west-1", id="the own region"),
        pytest.param([VIRGINIA, HERE], None, id="a region that may be the own one"),
        pytest.param([{"Ref": "Unknown"}], "eu-west-1", id="known at deployment only"),
        pytest.param(["arn:aws:lambda:::awslayer:AmazonLinux1803"], "eu-west-1", id="of AWS"),
        pytest.param(["numpy"], "eu-west-1", id="no ARN"),
        pytest.param(
            ["arn:aws:s3:us-east-1:123456789012:layer:numpy:4"], "eu-west-1", id="no layer"
        ),
    ],
)
def test_silent(judge: Judge, layers: list[Any], region: str | None) -> None:
    assert judge(rule, scene(*layers), Environment("123456789012", region)) == []
