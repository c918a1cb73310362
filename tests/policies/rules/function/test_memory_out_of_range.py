from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.memory_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CAPACITY_PROVIDER: dict[str, Any] = {"LambdaManagedInstancesCapacityProviderConfig": {}}


def function(**properties: Any) -> dict[str, Any]:
    return {"Resize": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_memory_above_the_maximum_names_both_numbers(judge: Judge) -> None:
    [finding] = judge(rule, function(MemorySize=10241))

    assert finding.message == "memory must be 128 to 10240 MB, got 10241 MB"
    assert finding.fix == "set MemorySize to 10240 MB or less"
    assert finding.at == "MemorySize"


def test_memory_below_the_minimum_is_to_be_raised(judge: Judge) -> None:
    [finding] = judge(rule, function(MemorySize="64"))

    assert finding.fix == "set MemorySize to 128 MB or more"


def test_a_capacity_provider_starts_at_two_gigabytes(judge: Judge) -> None:
    [finding] = judge(rule, function(MemorySize=1024, CapacityProviderConfig=CAPACITY_PROVIDER))

    assert finding.message == "memory must be 2048 to 32768 MB, got 1024 MB"
    assert finding.fix == "set MemorySize to 2048 MB or more"


def test_what_no_compute_admits_is_found_though_the_compute_is_unknown(
    judge: Judge, unknown: Any
) -> None:
    [finding] = judge(rule, function(MemorySize=40000, CapacityProviderConfig=unknown))

    assert finding.message == "memory must be 128 to 10240 MB, got 40000 MB"


def test_a_default_that_a_parameter_has_is_judged(judge: Judge) -> None:
    parameters = {"Size": {"Type": "Number", "Default": "20000"}}

    [finding] = judge(rule, function(MemorySize={"Ref": "Size"}), Parameters=parameters)

    assert finding.message == "memory must be 128 to 10240 MB, got 20000 MB"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent, which is 128 MB"),
        pytest.param({"MemorySize": 128}, id="the minimum"),
        pytest.param({"MemorySize": 10240}, id="the maximum"),
        pytest.param({"MemorySize": {"Ref": "Unknown"}}, id="known at deployment only"),
        pytest.param({"MemorySize": {"Ref": "AWS::NoValue"}}, id="taken away"),
        pytest.param({"MemorySize": "lots"}, id="no number, which the schema tells"),
        pytest.param(
            {"CapacityProviderConfig": CAPACITY_PROVIDER},
            id="absent with a capacity provider, whose default is its own",
        ),
        pytest.param(
            {"MemorySize": 32768, "CapacityProviderConfig": CAPACITY_PROVIDER},
            id="the maximum of a capacity provider",
        ),
        pytest.param(
            {"MemorySize": 1024, "CapacityProviderConfig": {"Ref": "Unknown"}},
            id="a capacity provider known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
