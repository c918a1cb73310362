from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.log_group_name_refused import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def test_an_arn_is_no_name(judge: Judge) -> None:
    [finding] = judge(
        rule,
        {
            "Billing": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"LoggingConfig": {"LogGroup": {"Fn::GetAtt": ["Logs", "Arn"]}}},
            },
            "Logs": {"Type": "AWS::Logs::LogGroup"},
        },
    )

    assert finding.message == "log group must be given by its name, got the ARN of Logs"
    assert finding.fix == "give its name: !Ref of the log group, or text such as /billing/invoices"
    assert finding.at == "LoggingConfig.LogGroup"


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {
                        "LoggingConfig": {
                            "LogGroup": "arn:aws:logs:eu-west-1:123456789012:log-group:billing"
                        }
                    },
                }
            },
            (
                "log group name must be letters, digits and .-_/#, got "
                "'arn:aws:logs:eu-west-1:123456789012:log-group:billing'"
            ),
            id="an ARN as text",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"LoggingConfig": {"LogGroup": ""}},
                }
            },
            ("log group name must be 1 to 512 characters, got 0 characters"),
            id="empty",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"LoggingConfig": {"LogGroup": "x" * 513}},
                }
            },
            ("log group name must be 1 to 512 characters, got 513 characters"),
            id="too long",
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
                    "Properties": {"LoggingConfig": {"LogGroup": {"Ref": "Logs"}}},
                },
                "Logs": {"Type": "AWS::Logs::LogGroup"},
            },
            id="its name",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"LoggingConfig": {"LogGroup": "/billing/invoices_v1.2#a"}},
                }
            },
            id="text",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"LoggingConfig": {"LogGroup": "x" * 512}},
                }
            },
            id="the longest",
        ),
        pytest.param(
            {
                "Billing": {
                    "Type": "AWS::Lambda::Function",
                    "Properties": {"LoggingConfig": {"LogGroup": {"Ref": "Unknown"}}},
                }
            },
            id="known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
