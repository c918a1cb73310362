from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.alias_version_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


QUOTE = {"FunctionName": {"Ref": "Quote"}}
V1 = {"Fn::GetAtt": ["V1", "Version"]}
V2 = {"Fn::GetAtt": ["V2", "Version"]}


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
        "V2": {"Type": "AWS::Lambda::Version", "Properties": QUOTE},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": properties, **attributes},
    }


def weight(version: Any, share: Any = 0.1) -> dict[str, Any]:
    return {"FunctionVersion": version, "FunctionWeight": share}


@pytest.mark.parametrize(
    ("version", "seen"),
    [
        ({"Ref": "V1"}, "the ARN of V1"),
        ({"Fn::GetAtt": ["V1", "FunctionArn"]}, "the ARN of V1"),
        ({"Fn::GetAtt": ["Quote", "Arn"]}, "an ARN"),
        ({"Ref": "Live"}, "the alias Live"),
        ({"Fn::GetAtt": ["Live", "Name"]}, "the alias Live"),
        ("v2", "'v2'"),
        ("", "''"),
        ("1.2", "'1.2'"),
        ("live", "'live'"),
    ],
)
def test_only_a_number_is_a_version(judge: Judge, version: Any, seen: str) -> None:
    [finding] = judge(rule, resources(version))

    assert finding.message == f"version must be a number or $LATEST, got {seen}"
    assert finding.fix == "set it to !GetAtt VERSION.Version, of an AWS::Lambda::Version"
    assert finding.at == "FunctionVersion"
    assert finding.resource.logical_id == "Live"


def test_so_it_is_for_an_additional_version(judge: Judge) -> None:
    [finding] = judge(rule, resources(V1, weight(V2), weight({"Ref": "V2"})))

    assert finding.at == "RoutingConfig.AdditionalVersionWeights.1.FunctionVersion"


@pytest.mark.parametrize(
    "version",
    [
        pytest.param(V1, id="the number of a version"),
        pytest.param({"Fn::Sub": "${V1.Version}"}, id="the same by Sub"),
        pytest.param("7", id="a number"),
        pytest.param(7, id="a number without quotes"),
        pytest.param("$LATEST", id="latest"),
        pytest.param("$LATEST.PUBLISHED", id="latest of managed instances"),
        pytest.param({"Ref": "Unknown"}, id="unknown"),
        pytest.param({"Fn::ImportValue": "version"}, id="imported"),
        pytest.param({"Ref": "AWS::NoValue"}, id="absent"),
    ],
)
def test_silent(judge: Judge, version: Any) -> None:
    assert judge(rule, resources(version, weight(version))) == []
