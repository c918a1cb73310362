from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.ephemeral_storage_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(size: Any, **properties: Any) -> dict[str, Any]:
    properties["EphemeralStorage"] = {"Size": size}
    return {"Transcode": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_storage_above_the_maximum_names_both_numbers(judge: Judge) -> None:
    [finding] = judge(rule, function(10241))

    assert finding.message == "ephemeral storage must be 512 to 10240 MB, got 10241 MB"
    assert finding.fix == "set EphemeralStorage.Size to 10240 MB or less"
    assert finding.at == "EphemeralStorage.Size"


def test_storage_below_the_minimum_is_to_be_raised(judge: Judge) -> None:
    [finding] = judge(rule, function(511))

    assert finding.fix == "set EphemeralStorage.Size to 512 MB or more"


def test_an_accelerator_has_a_bound_of_its_own(judge: Judge) -> None:
    [finding] = judge(rule, function(32769, AcceleratorConfig={"Type": "gpu"}))

    assert finding.message == "ephemeral storage must be 512 to 32768 MB, got 32769 MB"
    assert finding.fix == "set EphemeralStorage.Size to 32768 MB or less"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(function(512), id="the minimum"),
        pytest.param(function(10240), id="the maximum"),
        pytest.param(function({"Ref": "Unknown"}), id="known at deployment only"),
        pytest.param(function(32768, AcceleratorConfig={}), id="the maximum with an accelerator"),
        pytest.param(
            function(20480, AcceleratorConfig={"Ref": "Unknown"}),
            id="an accelerator known at deployment only",
        ),
        pytest.param(
            {"Transcode": {"Type": "AWS::Lambda::Function"}}, id="absent, which is 512 MB"
        ),
        pytest.param(
            {
                "Transcode": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"EphemeralStorage": {"Ref": "Unknown"}},
                }
            },
            id="the whole block known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
