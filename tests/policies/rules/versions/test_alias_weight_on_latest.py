from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.alias_weight_on_latest import check as rule

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


ADDITIONAL = "RoutingConfig.AdditionalVersionWeights.0.FunctionVersion"


@pytest.mark.parametrize(
    ("version", "additional", "at"),
    [("$LATEST", V2, "FunctionVersion"), (V1, "$LATEST", ADDITIONAL)],
    ids=["FunctionVersion", "additional"],
)
def test_both_versions_must_be_published(
    judge: Judge, version: Any, additional: Any, at: str
) -> None:
    [finding] = judge(rule, resources(version, weight(additional)))

    assert finding.message == "both versions of a weighted alias must be published, got $LATEST"
    assert finding.fix == (
        "publish a version (AWS::Lambda::Version) and set FunctionVersion to its Version"
    )
    assert finding.at == at


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(resources("$LATEST"), id="no weights"),
        pytest.param(resources("$LATEST", {"Ref": "Unknown"}), id="perhaps weights"),
        pytest.param(resources(V1, weight(V2)), id="published versions"),
        pytest.param(resources({"Ref": "Unknown"}, weight({"Ref": "Unknown"})), id="unknown"),
    ],
)
def test_silent(judge: Judge, found: dict[str, Any]) -> None:
    assert judge(rule, found) == []
