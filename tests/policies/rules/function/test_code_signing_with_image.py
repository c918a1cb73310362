from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.code_signing_with_image import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_images_are_signed_elsewhere(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            PackageType="Image", CodeSigningConfigArn="arn:aws:lambda:::code-signing-config:csc-1"
        ),
    )

    assert (
        finding.message == "code signing must be for .zip archives, got it with package type Image"
    )
    assert finding.fix == "drop CodeSigningConfigArn; sign the image in ECR"
    assert finding.at == "CodeSigningConfigArn"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {"CodeSigningConfigArn": "arn:aws:lambda:::code-signing-config:csc-1"}, id="an archive"
        ),
        pytest.param({"PackageType": "Image"}, id="an image alone"),
        pytest.param(
            {"PackageType": {"Ref": "Unknown"}, "CodeSigningConfigArn": "arn"},
            id="a package type known at deployment only",
        ),
        pytest.param(
            {"PackageType": "Image", "CodeSigningConfigArn": {"Ref": "AWS::NoValue"}},
            id="taken away",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
