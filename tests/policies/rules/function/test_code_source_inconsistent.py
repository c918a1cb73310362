from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.code_source_inconsistent import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_two_sources_are_one_too_many(judge: Judge) -> None:
    [finding] = judge(
        rule, function(Code={"ZipFile": "x", "S3Key": "billing.zip"}), Conditions=CONDITIONS
    )

    assert finding.message == "code must come from one source, got ZipFile and S3Key"
    assert finding.fix == "state one source: ZipFile, S3Bucket with S3Key, or ImageUri"
    assert finding.at == "Code"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Code": {}},
            ("code must come from ZipFile, S3Bucket and S3Key, or ImageUri, got none of them"),
            id="none",
        ),
        pytest.param(
            {"Code": {"ZipFile": ""}},
            "inline code must not be empty, got no text in ZipFile",
            id="empty text",
        ),
        pytest.param(
            {"Code": {"S3Bucket": "artifacts"}},
            "code in S3 must have a bucket and a key, got no S3Key",
            id="a bucket alone",
        ),
        pytest.param(
            {"Code": {"S3Key": "billing.zip"}},
            "code in S3 must have a bucket and a key, got no S3Bucket",
            id="a key alone",
        ),
        pytest.param(
            {
                "Code": {
                    "S3Bucket": "artifacts",
                    "S3Key": "billing.zip",
                    "ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4",
                }
            },
            "code must come from one source, got ImageUri and S3Bucket",
            id="an image and an archive",
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
        pytest.param({}, id="no code, which the schema tells"),
        pytest.param(
            {"Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"}}, id="an object in S3"
        ),
        pytest.param({"Code": {"ZipFile": "x"}}, id="inline"),
        pytest.param(
            {"Code": {"ImageUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4"}},
            id="an image",
        ),
        pytest.param({"Code": {"Ref": "Unknown"}}, id="known at deployment only"),
        pytest.param({"Code": "./src"}, id="a folder that a tool uploads"),
        pytest.param(
            {"Code": {"S3Bucket": {"Ref": "Unknown"}, "S3Key": {"Ref": "Unknown"}}}, id="parameters"
        ),
        pytest.param(
            {
                "Code": {
                    "ZipFile": {"Fn::If": ["Perhaps", "x", {"Ref": "AWS::NoValue"}]},
                    "S3Bucket": {"Fn::If": ["Perhaps", "artifacts", {"Ref": "AWS::NoValue"}]},
                    "S3Key": {"Fn::If": ["Perhaps", "billing.zip", {"Ref": "AWS::NoValue"}]},
                }
            },
            id="one of two by condition",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties), Conditions=CONDITIONS) == []
