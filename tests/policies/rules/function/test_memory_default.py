from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.memory_default import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_default_is_pointed_out(judge: Judge) -> None:
    [finding] = judge(rule, function())

    assert finding.message == "memory should be what the function needs, got the default 128 MB"
    assert finding.fix == "measure it with AWS Lambda Power Tuning and set MemorySize"
    assert finding.at == "MemorySize"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"MemorySize": {"Ref": "AWS::NoValue"}},
            ("memory should be what the function needs, got the default 128 MB"),
            id="taken away",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"MemorySize": 512}, id="set"),
        pytest.param({"MemorySize": 128}, id="the default, written down"),
        pytest.param({"MemorySize": {"Ref": "Unknown"}}, id="known at deployment only"),
        pytest.param(
            {"CapacityProviderConfig": {"LambdaManagedInstancesCapacityProviderConfig": {}}},
            id="a capacity provider, whose default is its own",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
