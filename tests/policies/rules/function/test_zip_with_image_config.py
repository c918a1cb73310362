from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.zip_with_image_config import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_an_archive_has_no_image_settings(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            Code={"S3Bucket": "artifacts", "S3Key": "billing.zip"},
            Runtime="python3.13",
            Handler="app.handler",
            ImageConfig={"Command": ["app.handler"]},
        ),
    )

    assert (
        finding.message == "image settings must not be set with package type Zip, got ImageConfig"
    )
    assert finding.fix == "drop ImageConfig; Handler is what Command is to an image"
    assert finding.at == "ImageConfig"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
                "ImageConfig": {"Command": ["app.handler"]},
            },
            id="an image",
        ),
        pytest.param(
            {
                "Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"},
                "Runtime": "python3.13",
                "Handler": "app.handler",
            },
            id="an archive alone",
        ),
        pytest.param(
            {
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
                "ImageConfig": {},
            },
            id="an image without its package type, which another rule tells",
        ),
        pytest.param(
            {
                "PackageType": {"Ref": "Unknown"},
                "Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"},
                "ImageConfig": {},
            },
            id="a package type known at deployment only",
        ),
        pytest.param(
            {
                "Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"},
                "ImageConfig": {"Ref": "Unknown"},
            },
            id="settings known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
