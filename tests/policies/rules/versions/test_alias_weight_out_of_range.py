from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.alias_weight_out_of_range import check as rule

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
    ("share", "seen"), [(10, "10"), (1.01, "1.01"), ("-0.1", "-0.1"), (100.0, "100")]
)
def test_a_weight_is_a_fraction(judge: Judge, share: Any, seen: str) -> None:
    [finding] = judge(rule, resources(V1, weight(V2, share)))

    assert finding.message == f"weight of the additional version must be 0 to 1, got {seen}"
    assert finding.fix == "set FunctionWeight to the fraction, such as 0.1 for 10 %"
    assert finding.at == "RoutingConfig.AdditionalVersionWeights.0.FunctionWeight"


@pytest.mark.parametrize("share", [0, 1, 0.5, "0.05", {"Ref": "Unknown"}, {"Ref": "AWS::NoValue"}])
def test_silent(judge: Judge, share: Any) -> None:
    assert judge(rule, resources(V1, weight(V2, share))) == []
