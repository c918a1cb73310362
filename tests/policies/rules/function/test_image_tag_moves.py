from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.image_tag_moves import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_latest_moves(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            PackageType="Image",
            Code={"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:latest"},
        ),
    )

    assert (
        finding.message
        == "image must be named by a digest or a tag that never moves, got the tag latest"
    )
    assert (
        finding.fix
        == "name it by its digest (@sha256:...) or by a tag of this build, such as its commit"
    )
    assert finding.at == "Code.ImageUri"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing"}},
            ("image must be named by a digest or a tag that never moves, got no tag on billing"),
            id="no tag",
        ),
        pytest.param(
            {
                "Code": {
                    "ImageUri": {
                        "Fn::Sub": "${Unknown}.dkr.ecr.eu-west-1.amazonaws.com/billing:latest"
                    }
                }
            },
            ("image must be named by a digest or a tag that never moves, got the tag latest"),
            id="behind an account that is not known",
        ),
        pytest.param(
            {"Code": {"ImageUri": {"Fn::Sub": "${Unknown}:latest"}}},
            ("image must be named by a digest or a tag that never moves, got the tag latest"),
            id="behind a repository that is not known",
        ),
        pytest.param(
            {"Code": {"ImageUri": "billing:latest"}},
            ("image must be named by a digest or a tag that never moves, got the tag latest"),
            id="a name alone",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param(
            {"Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"}},
            id="a tag of a build",
        ),
        pytest.param(
            {
                "Code": {
                    "ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing@sha256:4f53"
                }
            },
            id="a digest",
        ),
        pytest.param({"Code": {"ImageUri": {"Ref": "Unknown"}}}, id="known at deployment only"),
        pytest.param(
            {
                "Code": {
                    "ImageUri": {
                        "Fn::Sub": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:${Unknown}"
                    }
                }
            },
            id="a tag known at deployment only",
        ),
        pytest.param(
            {"Code": {"ImageUri": {"Fn::Sub": "${Unknown}-latest"}}}, id="a tag that only ends so"
        ),
        pytest.param({"Code": {"ImageUri": "billing:latest-2026"}}, id="a tag that begins so"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
