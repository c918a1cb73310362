from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.version_of_unversioned_object import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def resources(version: str = "V1", **code: Any) -> dict[str, Any]:
    quote = {"Code": {"S3Bucket": "releases", "S3Key": "quote.zip", **code}}
    return {
        "Quote": {"Type": "AWS::Lambda::Function", "Properties": quote},
        version: {
            "Type": "AWS::Lambda::Version",
            "Properties": {"FunctionName": {"Ref": "Quote"}},
        },
    }


@pytest.mark.parametrize("bucket", ["releases", {"Ref": "Unknown"}])
def test_a_key_that_stays_publishes_nothing(judge: Judge, bucket: Any) -> None:
    [finding] = judge(rule, resources(S3Bucket=bucket))

    assert finding.message == (
        "code of a published version must be one certain object, got the key 'quote.zip' "
        "without S3ObjectVersion"
    )
    assert finding.fix == (
        "set Code.S3ObjectVersion, or put a hash or number of the release into Code.S3Key"
    )
    assert finding.at == "Code.S3Key"
    assert finding.resource.logical_id == "Quote"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(resources(S3ObjectVersion="3HL4kqt"), id="one version of the object"),
        pytest.param(resources(S3ObjectVersion={"Ref": "Unknown"}), id="a version that is passed"),
        pytest.param(resources(S3Key="quote-1.2.zip"), id="a key with a number"),
        pytest.param(resources(S3Key={"Ref": "Unknown"}), id="a key that is passed"),
        pytest.param(resources(S3Key={"Ref": "AWS::NoValue"}, ZipFile="x"), id="no object"),
        pytest.param(resources("QuoteVersion"), id="published once, which its own rule tells"),
    ],
)
def test_silent(judge: Judge, found: dict[str, Any]) -> None:
    assert judge(rule, found) == []


def test_a_function_without_versions_is_no_release(judge: Judge) -> None:
    found = resources()
    del found["V1"]

    assert judge(rule, found) == []
