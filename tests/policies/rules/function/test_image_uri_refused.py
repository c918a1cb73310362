from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.image_uri_refused import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_public_registry_is_refused(judge: Judge) -> None:
    [finding] = judge(rule, function(Code={"ImageUri": "public.ecr.aws/example/billing:1.4"}))

    assert finding.message == "image must come from a private ECR repository, got public.ecr.aws"
    assert finding.fix == "push it to ECR in the function's region and name that one"
    assert finding.at == "Code.ImageUri"


def test_a_tag_and_a_digest_are_one_too_many(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            Code={
                "ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4@sha256:4f53"
            }
        ),
    )

    assert finding.message == "image must have a tag or a digest, got both: billing:1.4@sha256:4f53"
    assert finding.fix == "drop the tag, or the digest"
    assert finding.at == "Code.ImageUri"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Code": {"ImageUri": "docker.io/library/python:3.13"}},
            ("image must come from a private ECR repository, got docker.io"),
            id="docker hub",
        ),
        pytest.param(
            {"Code": {"ImageUri": "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/billing:1"}},
            (
                "image must not come from a FIPS endpoint of ECR, got "
                "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com"
            ),
            id="a FIPS endpoint",
        ),
        pytest.param(
            {"Code": {"ImageUri": {"Fn::Sub": "ghcr.io/example/billing:${Unknown}"}}},
            "image must come from a private ECR repository, got ghcr.io",
            id="a public registry with a tag that is not known",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


def test_an_image_of_another_region_is_found(judge: Judge) -> None:
    environment = Environment("123456789012", "eu-central-1")
    uri = {"Fn::Sub": "${Unknown}.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"}

    [finding] = judge(rule, function(Code={"ImageUri": uri}), environment)

    assert finding.message == "image must be in the function's region eu-central-1, got eu-west-1"
    assert finding.fix == "replicate the repository to eu-central-1 and name that one"


@pytest.mark.parametrize("place", ["eu-west-1", "${AWS::Region}", "${Unknown}"])
def test_an_image_of_the_own_region_is_none_of_another(judge: Judge, place: str) -> None:
    environment = Environment("123456789012", "eu-west-1")
    uri = {"Fn::Sub": f"123456789012.dkr.ecr.{place}.amazonaws.com/billing:1.4"}

    assert judge(rule, function(Code={"ImageUri": uri}), environment) == []


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param(
            {"Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"}},
            id="a private repository",
        ),
        pytest.param(
            {"Code": {"ImageUri": "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/billing:1.4"}},
            id="of China",
        ),
        pytest.param(
            {
                "Code": {
                    "ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing@sha256:4f53"
                }
            },
            id="by digest",
        ),
        pytest.param(
            {"Code": {"ImageUri": "123456789012.dkr-ecr.eu-west-1.on.aws/billing:1"}},
            id="a dual-stack endpoint",
        ),
        pytest.param(
            {"Code": {"ImageUri": "billing:latest"}}, id="a local name that a tool replaces"
        ),
        pytest.param({"Code": {"ImageUri": {"Ref": "Unknown"}}}, id="known at deployment only"),
        pytest.param(
            {"Code": {"ImageUri": {"Fn::Sub": "${Unknown}.example.com/billing:1"}}},
            id="a registry known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
