from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.version_not_retained import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def version(logical_id: str = "V1", **attributes: Any) -> dict[str, Any]:
    properties = {"FunctionName": "quote"}
    return {logical_id: {"Type": "AWS::Lambda::Version", "Properties": properties, **attributes}}


@pytest.mark.parametrize("attributes", [{}, {"DeletionPolicy": "Delete"}])
def test_a_version_goes_with_the_release_that_replaces_it(
    judge: Judge, attributes: dict[str, Any]
) -> None:
    [finding] = judge(rule, version(**attributes))

    assert finding.message == (
        "a version should outlive the release that replaces it, got no DeletionPolicy: Retain"
    )
    assert finding.fix == (
        "add DeletionPolicy: Retain, or removal_policy=RemovalPolicy.RETAIN in "
        "current_version_options"
    )
    assert finding.at == ""


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(version(DeletionPolicy="Retain"), id="retained"),
        pytest.param(version(DeletionPolicy={"Ref": "Unknown"}), id="known at deployment only"),
        pytest.param(version("LiveVersion"), id="never replaced, which its own rule tells"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
