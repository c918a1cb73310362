from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.code_signing_config_refused import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def test_an_unknown_policy_is_refused(judge: Judge) -> None:
    [finding] = judge(
        rule,
        {
            "Signing": {
                "Type": "AWS::Lambda::CodeSigningConfig",
                "Properties": {
                    "AllowedPublishers": {"SigningProfileVersionArns": ["arn"]},
                    "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": "enforce"},
                },
            }
        },
    )

    assert (
        finding.message == "policy for untrusted artifacts must be Enforce or Warn, got 'enforce'"
    )
    assert finding.fix == "set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce"
    assert finding.at == "CodeSigningPolicies.UntrustedArtifactOnDeployment"


def test_somebody_must_be_allowed_to_sign(judge: Judge) -> None:
    [finding] = judge(
        rule,
        {
            "Signing": {
                "Type": "AWS::Lambda::CodeSigningConfig",
                "Properties": {"AllowedPublishers": {"SigningProfileVersionArns": []}},
            }
        },
    )

    assert finding.message == "allowed publishers must be 1 to 20, got 0"
    assert finding.fix == "list 1 to 20 signing profile versions"
    assert finding.at == "AllowedPublishers.SigningProfileVersionArns"


def test_20_publishers_are_the_most(judge: Judge) -> None:
    def signing(count: int) -> dict[str, Any]:
        publishers = {"SigningProfileVersionArns": ["arn"] * count}
        properties = {"AllowedPublishers": publishers}
        return {"Signing": {"Type": "AWS::Lambda::CodeSigningConfig", "Properties": properties}}

    assert judge(rule, signing(20)) == []
    assert judge(rule, signing(21))[0].message == "allowed publishers must be 1 to 20, got 21"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(
            {
                "Signing": {
                    "Type": "AWS::Lambda::CodeSigningConfig",
                    "Properties": {"AllowedPublishers": {"SigningProfileVersionArns": ["arn"]}},
                }
            },
            id="one publisher",
        ),
        pytest.param(
            {"Signing": {"Type": "AWS::Lambda::CodeSigningConfig", "Properties": {}}},
            id="no list, which the schema tells",
        ),
        pytest.param(
            {
                "Signing": {
                    "Type": "AWS::Lambda::CodeSigningConfig",
                    "Properties": {
                        "AllowedPublishers": {"SigningProfileVersionArns": {"Ref": "Unknown"}},
                        "CodeSigningPolicies": {"Ref": "Unknown"},
                    },
                }
            },
            id="known at deployment only",
        ),
        pytest.param(
            {
                "Signing": {
                    "Type": "AWS::Lambda::CodeSigningConfig",
                    "Properties": {
                        "AllowedPublishers": {"SigningProfileVersionArns": [{"Ref": "Unknown"}]}
                    },
                }
            },
            id="a publisher known at deployment only",
        ),
        pytest.param(
            {
                "Signing": {
                    "Type": "AWS::Lambda::CodeSigningConfig",
                    "Properties": {
                        "AllowedPublishers": {"SigningProfileVersionArns": ["arn"]},
                        "CodeSigningPolicies": {"UntrustedArtifactOnDeployment": "Enforce"},
                    },
                }
            },
            id="enforced",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
