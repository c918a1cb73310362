from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.description_too_long import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def test_a_description_has_256_characters(judge: Judge) -> None:
    [finding] = judge(
        rule,
        {"Billing": {"Type": "AWS::Lambda::Function", "Properties": {"Description": "x" * 257}}},
    )

    assert finding.message == "description must be at most 256 characters, got 257 characters"
    assert finding.fix == "shorten it to 256 characters or fewer"
    assert finding.at == "Description"


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        pytest.param(
            {
                "Described": {
                    "Type": "AWS::Lambda::Version",
                    "Properties": {"Description": "x" * 300},
                }
            },
            ("description must be at most 256 characters, got 300 characters"),
            id="Version",
        ),
        pytest.param(
            {"Described": {"Type": "AWS::Lambda::Alias", "Properties": {"Description": "x" * 300}}},
            ("description must be at most 256 characters, got 300 characters"),
            id="Alias",
        ),
        pytest.param(
            {
                "Described": {
                    "Type": "AWS::Lambda::CodeSigningConfig",
                    "Properties": {"Description": "x" * 300},
                }
            },
            ("description must be at most 256 characters, got 300 characters"),
            id="CodeSigningConfig",
        ),
        pytest.param(
            {
                "Described": {
                    "Type": "AWS::Lambda::LayerVersion",
                    "Properties": {"Description": "x" * 300},
                }
            },
            ("description must be at most 256 characters, got 300 characters"),
            id="LayerVersion",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"Description": {"Fn::Sub": "${AWS::StackName}" + "x" * 257}},
                }
            },
            ("description must be at most 256 characters, got 257 characters"),
            id="what is known is too long already",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, resources: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, resources)] == [message]


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param({"Billing": {"Type": "AWS::Lambda::Function"}}, id="absent"),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"Description": "x" * 256},
                }
            },
            id="the longest",
        ),
        pytest.param(
            {"Billing": {"Type": "AWS::Lambda::Alias", "Properties": {"Description": ""}}},
            id="empty",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Version",
                    "Properties": {"Description": {"Ref": "Unknown"}},
                }
            },
            id="known at deployment only",
        ),
        pytest.param(
            {"Billing": {"Type": "AWS::SQS::Queue", "Properties": {"Description": "x" * 300}}},
            id="of something else",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
