from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.alias_weight_on_same_version import check as rule

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
    ("version", "additional", "name"),
    [(V1, {"Fn::Sub": "${V1.Version}"}, "V1"), ("7", 7, "7")],
    ids=["a version of the template", "a number"],
)
def test_a_version_is_not_split_with_itself(
    judge: Judge, version: Any, additional: Any, name: str
) -> None:
    [finding] = judge(rule, resources(version, weight(additional)))

    assert finding.message == (
        f"additional version must be another than FunctionVersion, got {name} for both"
    )
    assert finding.fix == (
        "set the additional FunctionVersion to the version to split with, or drop RoutingConfig"
    )
    assert finding.at == "RoutingConfig.AdditionalVersionWeights.0.FunctionVersion"


@pytest.mark.parametrize(
    ("version", "additional"),
    [
        pytest.param(V1, V2, id="another"),
        pytest.param("7", "8", id="another number"),
        pytest.param(V1, "7", id="perhaps the same"),
        pytest.param({"Ref": "Unknown"}, {"Ref": "Unknown"}, id="unknown, told by nobody else"),
        pytest.param("$LATEST", "$LATEST", id="latest, which its own rule tells"),
    ],
)
def test_silent(judge: Judge, version: Any, additional: Any) -> None:
    assert judge(rule, resources(version, weight(additional))) == []
