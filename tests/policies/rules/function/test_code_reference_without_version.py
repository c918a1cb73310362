from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.code_reference_without_version import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_reference_states_the_version(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            Code={
                "S3Bucket": "artifacts",
                "S3Key": "billing.zip",
                "S3ObjectStorageMode": "REFERENCE",
            }
        ),
    )

    assert finding.message == (
        "code in storage mode REFERENCE must state the version of its object, got no version"
    )
    assert finding.fix == "set Code.S3ObjectVersion, or drop S3ObjectStorageMode"
    assert finding.at == "Code.S3ObjectStorageMode"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {
                "Code": {
                    "S3Bucket": "artifacts",
                    "S3Key": "billing.zip",
                    "S3ObjectStorageMode": "COPY",
                }
            },
            id="a copy",
        ),
        pytest.param({"Code": {"S3Bucket": "artifacts", "S3Key": "billing.zip"}}, id="absent"),
        pytest.param(
            {
                "Code": {
                    "S3Bucket": "artifacts",
                    "S3Key": "billing.zip",
                    "S3ObjectVersion": "v1",
                    "S3ObjectStorageMode": "REFERENCE",
                }
            },
            id="with its version",
        ),
        pytest.param(
            {
                "Code": {
                    "S3Bucket": "artifacts",
                    "S3Key": "billing.zip",
                    "S3ObjectVersion": {"Ref": "Unknown"},
                    "S3ObjectStorageMode": "REFERENCE",
                }
            },
            id="a version known at deployment only",
        ),
        pytest.param(
            {
                "Code": {
                    "S3Bucket": "artifacts",
                    "S3Key": "billing.zip",
                    "S3ObjectStorageMode": {"Ref": "Unknown"},
                }
            },
            id="known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
