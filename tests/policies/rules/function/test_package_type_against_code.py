from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.package_type_against_code import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_an_image_needs_its_package_type(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(Code={"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"}),
        Conditions=CONDITIONS,
    )

    assert (
        finding.message
        == "package type must be Image for code from Code.ImageUri, got Zip (the default)"
    )
    assert finding.fix == "set PackageType to Image"
    assert finding.at == "PackageType"


def test_an_archive_is_no_image(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(PackageType="Image", Code={"S3Bucket": "artifacts", "S3Key": "billing.zip"}),
        Conditions=CONDITIONS,
    )

    assert (
        finding.message
        == "package type must be Zip for code from an archive, got Image without Code.ImageUri"
    )
    assert finding.fix == "drop PackageType, or set Code.ImageUri"
    assert finding.at == "PackageType"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {
                "PackageType": "Zip",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
            },
            ("package type must be Image for code from Code.ImageUri, got Zip"),
            id="stated",
        ),
        pytest.param(
            {
                "Code": {
                    "ImageUri": {
                        "Fn::Sub": "${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/billing:1"
                    }
                }
            },
            ("package type must be Image for code from Code.ImageUri, got Zip (the default)"),
            id="an image known in part",
        ),
        pytest.param(
            {"PackageType": "Image", "Code": {"ZipFile": "x"}},
            ("package type must be Zip for code from an archive, got Image without Code.ImageUri"),
            id="inline code in an image",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [
        finding.message for finding in judge(rule, function(**properties), Conditions=CONDITIONS)
    ] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
            },
            id="an image",
        ),
        pytest.param({"Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"}}, id="an archive"),
        pytest.param({}, id="no code"),
        pytest.param(
            {"PackageType": "Image", "Code": "./image"}, id="a folder that a tool uploads"
        ),
        pytest.param(
            {
                "PackageType": {"Ref": "Unknown"},
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
            },
            id="a package type known at deployment only",
        ),
        pytest.param(
            {
                "Code": {
                    "ImageUri": {
                        "Fn::If": [
                            "Perhaps",
                            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4",
                            {"Ref": "AWS::NoValue"},
                        ]
                    }
                }
            },
            id="an image that may be left out",
        ),
        pytest.param(
            {"PackageType": "Image", "Code": {"Ref": "Unknown"}}, id="code known at deployment only"
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties), Conditions=CONDITIONS) == []
