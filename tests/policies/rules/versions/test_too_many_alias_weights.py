from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.too_many_alias_weights import check as rule

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


def test_an_alias_has_one_additional_version(judge: Judge) -> None:
    [finding] = judge(rule, resources(V1, weight(V2), weight("3"), weight("4")))

    assert finding.message == "additional versions of an alias must be at most 1, got 3"
    assert finding.fix == "keep the one version that is to be tried, and drop the others"
    assert finding.at == "RoutingConfig.AdditionalVersionWeights"


@pytest.mark.parametrize(
    "weights",
    [
        pytest.param([], id="none"),
        pytest.param([weight(V2)], id="one"),
        pytest.param([weight(V2), {"Ref": "AWS::NoValue"}], id="one that stays"),
        pytest.param([weight(V2), {"Ref": "Unknown"}], id="one, and one that nobody knows"),
    ],
)
def test_silent(judge: Judge, weights: list[Any]) -> None:
    assert judge(rule, resources(V1, *weights)) == []
