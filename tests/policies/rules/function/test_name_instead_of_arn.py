from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.name_instead_of_arn import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def test_ref_of_a_key_is_its_id(judge: Judge) -> None:
    [finding] = judge(
        rule,
        {
            "Billing": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"KmsKeyArn": {"Ref": "Key"}},
            },
            "Key": {"Type": "AWS::KMS::Key"},
        },
    )

    assert (
        finding.message
        == "property KmsKeyArn must be an ARN, got what Ref gives of Key: its id or name"
    )
    assert finding.fix == "write !GetAtt Key.Arn"
    assert finding.at == "KmsKeyArn"


def test_text_that_is_no_arn_is_found(judge: Judge) -> None:
    [finding] = judge(
        rule,
        {
            "Billing": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"KmsKeyArn": "alias/billing"},
            }
        },
    )

    assert finding.message == "property KmsKeyArn must be an ARN, got 'alias/billing'"
    assert finding.fix == "write the ARN, which begins with arn:"
    assert finding.at == "KmsKeyArn"


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"Role": {"Ref": "Role"}},
                },
                "Role": {"Type": "AWS::IAM::Role"},
            },
            ("property Role must be an ARN, got what Ref gives of Role: its id or name"),
            id="a role",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {
                        "FileSystemConfigs": [{"Arn": {"Ref": "Point"}, "LocalMountPath": "/mnt/a"}]
                    },
                },
                "Point": {"Type": "AWS::EFS::AccessPoint"},
            },
            (
                "property FileSystemConfigs.0.Arn must be an ARN, got "
                "what Ref gives of Point: its id or name"
            ),
            id="an access point",
        ),
        pytest.param(
            {"Billing": {"Type": "AWS::Lambda::Function", "Properties": {"Role": "billing"}}},
            "property Role must be an ARN, got 'billing'",
            id="a role's name",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"Code": {"SourceKMSKeyArn": {"Ref": "Key"}}},
                },
                "Key": {"Type": "AWS::KMS::Key"},
            },
            (
                "property Code.SourceKMSKeyArn must be an ARN, got "
                "what Ref gives of Key: its id or name"
            ),
            id="the key of a package",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, resources: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, resources)] == [message]


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param({"Billing": {"Type": "AWS::Lambda::Function", "Properties": {}}}, id="absent"),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"KmsKeyArn": {"Fn::GetAtt": ["Key", "Arn"]}},
                },
                "Key": {"Type": "AWS::KMS::Key"},
            },
            id="its attribute",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"Role": "arn:aws:iam::123456789012:role/billing"},
                }
            },
            id="an ARN",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {
                        "Role": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/billing"}
                    },
                }
            },
            id="known in part",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"CodeSigningConfigArn": {"Ref": "Signing"}},
                },
                "Signing": {"Type": "AWS::Lambda::CodeSigningConfig"},
            },
            id="a resource whose Ref is an ARN",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"Role": {"Ref": "Unknown"}, "KmsKeyArn": {"Ref": "Unknown"}},
                }
            },
            id="known at deployment only",
        ),
        pytest.param(
            {"Billing": {"Type": "AWS::Lambda::Function", "Properties": {"KmsKeyArn": ""}}},
            id="no key",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"Role": {"Fn::ImportValue": "role"}},
                }
            },
            id="an import",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
