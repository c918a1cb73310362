from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.code_signing_only_warns import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def test_the_default_lets_unsigned_code_through(judge: Judge) -> None:
    [finding] = judge(
        rule, {"Signing": {"Type": "AWS::Lambda::CodeSigningConfig", "Properties": {}}}
    )

    assert finding.message == "untrusted artifacts must be refused to protect anything, got Warn"
    assert finding.fix == "set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce"
    assert finding.at == "CodeSigningPolicies.UntrustedArtifactOnDeployment"


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        pytest.param(
            {
                "Signing": {
                    "Type": "AWS::Lambda::CodeSigningConfig",
                    "Properties": {
                        "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": "Warn"}
                    },
                }
            },
            ("untrusted artifacts must be refused to protect anything, got Warn"),
            id="stated",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, resources: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, resources)] == [message]


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(
            {
                "Signing": {
                    "Type": "AWS::Lambda::CodeSigningConfig",
                    "Properties": {
                        "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": "Enforce"}
                    },
                }
            },
            id="enforced",
        ),
        pytest.param(
            {
                "Signing": {
                    "Type": "AWS::Lambda::CodeSigningConfig",
                    "Properties": {
                        "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": {"Ref": "Unknown"}}
                    },
                }
            },
            id="known at deployment only",
        ),
        pytest.param(
            {
                "Signing": {
                    "Type": "AWS::Lambda::CodeSigningConfig",
                    "Properties": {"CodeSigningPolicies": {"Ref": "Unknown"}},
                }
            },
            id="policies known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
