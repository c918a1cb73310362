from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.zip_without_runtime_or_handler import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_an_archive_without_handler_is_found(judge: Judge) -> None:
    [finding] = judge(
        rule, function(Code={"S3Bucket": "artifacts", "S3Key": "billing.zip"}, Runtime="python3.13")
    )

    assert finding.message == "runtime and handler must be set for a .zip archive, got no Handler"
    assert finding.fix == "set Handler"
    assert finding.at == "Code"


def test_both_can_be_missing(judge: Judge) -> None:
    [finding] = judge(rule, function(Code={"ZipFile": "x"}))

    assert (
        finding.message
        == "runtime and handler must be set for a .zip archive, got no Runtime and no Handler"
    )
    assert finding.fix == "set Runtime and Handler"
    assert finding.at == "Code"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {
                "Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"},
                "Runtime": "python3.13",
                "Handler": "app.handler",
            },
            id="both set",
        ),
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
            },
            id="an image",
        ),
        pytest.param(
            {"Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"}},
            id="an image without its package type, which another rule tells",
        ),
        pytest.param({}, id="no code"),
        pytest.param({"Code": {"Ref": "Unknown"}}, id="code known at deployment only"),
        pytest.param(
            {
                "PackageType": {"Ref": "Unknown"},
                "Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"},
            },
            id="a package type known at deployment only",
        ),
        pytest.param(
            {
                "Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"},
                "Runtime": {"Ref": "Unknown"},
                "Handler": {"Ref": "Unknown"},
            },
            id="known at deployment only",
        ),
        pytest.param({"Code": "./src"}, id="a folder that a tool uploads"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
