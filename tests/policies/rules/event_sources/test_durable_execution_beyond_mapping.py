from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.durable_execution_beyond_mapping import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(seconds: Any, *, to: Any = None, **function: Any) -> dict[str, Any]:
    durable = {"ExecutionTimeout": seconds, "RetentionPeriodInDays": 7}
    return {
        "Fulfil": {
            "Type": "AWS::Lambda::Function",
            "Properties": {"DurableConfig": durable, **function},
        },
        "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Fulfil"}}},
        "Mapping": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {"FunctionName": to or {"Ref": "V1"}},
        },
    }


def test_an_execution_ends_with_its_invocation(judge: Judge) -> None:
    [finding] = judge(rule, scene(901))

    assert finding.message == (
        "durable execution of Fulfil that a mapping starts must be at most 900 s, got 901 s"
    )
    assert finding.fix == (
        "set DurableConfig.ExecutionTimeout of Fulfil to 900 s or less, or start the execution "
        "from another function"
    )
    assert finding.at == "FunctionName"


PROVIDER: dict[str, Any] = {
    "CapacityProviderConfig": {"LambdaManagedInstancesCapacityProviderConfig": {}}
}


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(900), id="as long as a call"),
        pytest.param(scene(5400, **PROVIDER), id="on a capacity provider"),
        pytest.param(scene(UNKNOWN), id="unknown"),
        pytest.param(scene(901, to={"Fn::Sub": "${Fulfil}:7"}), id="a version of before"),
        pytest.param(scene(901, to=UNKNOWN), id="a function unknown"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
