from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.wrapper_without_layer import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}

LAYER = "arn:aws:lambda:eu-west-1:123456789012:layer:otel:4"


def function(script: Any, **properties: Any) -> dict[str, Any]:
    variables = {"Variables": {"AWS_LAMBDA_EXEC_WRAPPER": script}}
    said = {"Environment": variables, **properties}
    return {"Bill": {"Type": "AWS::Lambda::Function", "Properties": said}}


def test_a_script_that_nothing_brings(judge: Judge) -> None:
    [finding] = judge(rule, function("/opt/otel-instrument"))

    assert finding.message == "wrapper /opt/otel-instrument must come from a layer, got none"
    assert finding.fix == "list the layer that has it, or drop AWS_LAMBDA_EXEC_WRAPPER"
    assert finding.at == "Environment.Variables.AWS_LAMBDA_EXEC_WRAPPER"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(function("/opt/otel-instrument", Layers=[LAYER]), id="a layer"),
        pytest.param(function("/opt/otel-instrument", Layers=UNKNOWN), id="layers unknown"),
        pytest.param(function("/opt/otel-instrument", PackageType="Image"), id="an image"),
        pytest.param(function("/var/task/start"), id="a script of the package"),
        pytest.param(function(UNKNOWN), id="unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
