from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.image_with_zip_settings import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_an_image_brings_its_own_handler(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            PackageType="Image",
            Code={"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
            Handler="app.handler",
            Runtime="python3.13",
        ),
        Conditions=CONDITIONS,
    )

    assert finding.message == (
        "settings of archives must not be set with package type Image, got Runtime and Handler"
    )
    assert finding.fix == "drop Runtime and Handler; the image brings its own"
    assert finding.at == "Runtime"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
                "Layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:adapter:1"],
            },
            ("settings of archives must not be set with package type Image, got Layers"),
            id="layers",
        ),
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
                "Handler": {"Fn::Sub": "${AWS::StackName}.handler"},
            },
            ("settings of archives must not be set with package type Image, got Handler"),
            id="a handler from another resource",
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
            id="an image alone",
        ),
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
                "Layers": [],
            },
            id="no layers in the list",
        ),
        pytest.param(
            {
                "Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"},
                "Runtime": "python3.13",
                "Handler": "app.handler",
            },
            id="an archive",
        ),
        pytest.param(
            {"PackageType": {"Ref": "Unknown"}, "Runtime": "python3.13", "Handler": "app.handler"},
            id="a package type known at deployment only",
        ),
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
                "Handler": {"Fn::If": ["Perhaps", "app.handler", {"Ref": "AWS::NoValue"}]},
            },
            id="a handler that may be left out",
        ),
        pytest.param(
            {
                "PackageType": "Image",
                "Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"},
                "Handler": {"Ref": "AWS::NoValue"},
            },
            id="a handler taken away",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties), Conditions=CONDITIONS) == []
