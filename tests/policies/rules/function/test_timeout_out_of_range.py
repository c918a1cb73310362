from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.timeout_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CAPACITY_PROVIDER: dict[str, Any] = {"LambdaManagedInstancesCapacityProviderConfig": {}}


def function(**properties: Any) -> dict[str, Any]:
    return {"Report": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_timeout_above_the_maximum_names_both_numbers(judge: Judge) -> None:
    [finding] = judge(rule, function(Timeout=901))

    assert finding.message == "timeout must be 1 to 900 s, got 901 s"
    assert finding.fix == "set Timeout to 900 s or less"
    assert finding.at == "Timeout"


def test_a_timeout_of_zero_is_below_the_minimum(judge: Judge) -> None:
    [finding] = judge(rule, function(Timeout=0))

    assert finding.fix == "set Timeout to 1 s or more"


def test_a_timeout_written_as_text_is_a_number_all_the_same(judge: Judge) -> None:
    [finding] = judge(rule, function(Timeout="1800"))

    assert finding.message == "timeout must be 1 to 900 s, got 1800 s"


def test_a_capacity_provider_has_a_bound_of_its_own(judge: Judge) -> None:
    [finding] = judge(rule, function(Timeout=5401, CapacityProviderConfig=CAPACITY_PROVIDER))

    assert finding.message == "timeout must be 1 to 5400 s, got 5401 s"
    assert finding.fix == "set Timeout to 5400 s or less"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent, which is 3 s"),
        pytest.param({"Timeout": 1}, id="the minimum"),
        pytest.param({"Timeout": 900}, id="the maximum"),
        pytest.param({"Timeout": {"Ref": "Unknown"}}, id="known at deployment only"),
        pytest.param(
            {"Timeout": 5400, "CapacityProviderConfig": CAPACITY_PROVIDER},
            id="the maximum with a capacity provider",
        ),
        pytest.param(
            {"Timeout": 1800, "CapacityProviderConfig": {"Ref": "Unknown"}},
            id="a capacity provider known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
