from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.permission_account_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(**properties: Any) -> dict[str, Any]:
    permission = {
        "FunctionName": {"Ref": "Report"},
        "Action": "lambda:InvokeFunction",
        "Principal": "sns.amazonaws.com",
        **properties,
    }
    return {
        "Report": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "report"}},
        "Photos": {"Type": "AWS::S3::Bucket"},
        "Orders": {"Type": "AWS::SNS::Topic"},
        "Nightly": {
            "Type": "AWS::Events::Rule",
            "Properties": {"ScheduleExpression": "rate(1 day)"},
        },
        "Invoke": {"Type": "AWS::Lambda::Permission", "Properties": permission},
    }


@pytest.mark.parametrize(
    ("account", "seen"),
    [
        ("1234-5678-9012", "1234-5678-9012"),
        ("12345678901", "12345678901"),
        ("1234567890123", "1234567890123"),
        pytest.param(12345678901, "12345678901", id="a number that lost its zero"),
    ],
)
def test_an_account_id_has_12_digits(judge: Judge, account: Any, seen: str) -> None:
    [finding] = judge(rule, scene(SourceAccount=account))

    assert finding.message == f"source account must be 12 digits, got {seen!r}"
    assert finding.fix == (
        "set SourceAccount to the account id in quotes, or to !Ref AWS::AccountId"
    )
    assert finding.at == "SourceAccount"


@pytest.mark.parametrize(
    "account",
    [
        pytest.param("123456789012", id="text"),
        pytest.param(123456789012, id="number"),
        pytest.param({"Ref": "AWS::AccountId"}, id="own"),
        pytest.param(UNKNOWN, id="unknown"),
        pytest.param(None, id="none"),
    ],
)
def test_silent(judge: Judge, account: Any) -> None:
    assert judge(rule, scene(SourceAccount=account)) == []
