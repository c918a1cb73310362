from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.alias_to_unpublished_number import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def resources(version: Any, function: Any = None, **more: Any) -> dict[str, Any]:
    properties = {
        "FunctionName": function or {"Ref": "Quote"},
        "FunctionVersion": version,
        "Name": "live",
    }
    return {
        "Quote": {"Type": "AWS::Lambda::Function"},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": properties},
        **more,
    }


@pytest.mark.parametrize("version", ["1", 7], ids=["text", "a number"])
def test_a_new_function_has_no_versions(judge: Judge, version: Any) -> None:
    [finding] = judge(rule, resources(version))

    assert finding.message == (
        f"alias must point to a version that exists, got number {version} of Quote, of which the "
        "template publishes none"
    )
    assert finding.fix == (
        "publish a version (AWS::Lambda::Version) and set FunctionVersion to its Version"
    )
    assert finding.at == "FunctionVersion"


PUBLISHED = {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Quote"}}}


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(resources("1", V1=PUBLISHED), id="the template publishes some"),
        pytest.param(resources("1", "elsewhere"), id="of a function elsewhere"),
        pytest.param(resources("$LATEST"), id="latest"),
        pytest.param(resources({"Ref": "Unknown"}), id="a number that is passed"),
        pytest.param(resources("v1"), id="no number, which its own rule tells"),
    ],
)
def test_silent(judge: Judge, found: dict[str, Any]) -> None:
    assert judge(rule, found) == []
