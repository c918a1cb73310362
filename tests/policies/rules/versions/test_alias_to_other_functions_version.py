from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.alias_to_other_functions_version import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


QUOTE = {"FunctionName": {"Ref": "Quote"}}
V1 = {"Fn::GetAtt": ["V1", "Version"]}
V2 = {"Fn::GetAtt": ["V2", "Version"]}
BILLS = {"Fn::GetAtt": ["BillV", "Version"]}


def resources(version: Any, *weights: Any, **attributes: Any) -> dict[str, Any]:
    properties = {
        **QUOTE,
        "FunctionVersion": version,
        "Name": "live",
        "RoutingConfig": {"AdditionalVersionWeights": list(weights)},
    }
    return {
        "Quote": {"Type": "AWS::Lambda::Function"},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": QUOTE},
        "Bill": {"Type": "AWS::Lambda::Function"},
        "BillV": {
            "Type": "AWS::Lambda::Version",
            "Properties": {"FunctionName": {"Ref": "Bill"}},
        },
        "Foreign": {
            "Type": "AWS::Lambda::Version",
            "Properties": {"FunctionName": {"Ref": "Unknown"}},
        },
        "V2": {"Type": "AWS::Lambda::Version", "Properties": QUOTE},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": properties, **attributes},
    }


def weight(version: Any, share: Any = 0.1) -> dict[str, Any]:
    return {"FunctionVersion": version, "FunctionWeight": share}


def test_a_number_of_another_function_means_nothing_here(judge: Judge) -> None:
    [finding] = judge(rule, resources(BILLS))

    assert finding.message == "alias must point to a version of Quote, got BillV of Bill"
    assert finding.fix == "set it to the Version of a version of Quote"
    assert finding.at == "FunctionVersion"
    assert finding.resource.logical_id == "Live"


def test_so_it_is_for_an_additional_version(judge: Judge) -> None:
    [finding] = judge(rule, resources(V1, weight(BILLS)))

    assert finding.at == "RoutingConfig.AdditionalVersionWeights.0.FunctionVersion"


@pytest.mark.parametrize(
    "version",
    [
        pytest.param(V1, id="its own"),
        pytest.param("7", id="a number"),
        pytest.param({"Ref": "Unknown"}, id="unknown"),
        pytest.param({"Fn::GetAtt": ["Foreign", "Version"]}, id="of a function nobody knows"),
    ],
)
def test_silent(judge: Judge, version: Any) -> None:
    assert judge(rule, resources(version, weight(version))) == []


def test_an_alias_of_a_function_that_nobody_knows_may_mean_any(judge: Judge) -> None:
    found = resources(BILLS)
    found["Live"]["Properties"]["FunctionName"] = {"Ref": "Unknown"}

    assert judge(rule, found) == []
