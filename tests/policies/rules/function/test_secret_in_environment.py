from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.secret_in_environment import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

# Put together here, so that no scanner takes this file for a leak.
AWS_KEY = "AK" + "IAQ3EGRZ7XMPLK2ABC"


def function(value: Any) -> dict[str, Any]:
    properties = {"Environment": {"Variables": {"STAGE": "test", "VALUE": value}}}
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_key_is_found_and_not_repeated(judge: Judge) -> None:
    [finding] = judge(rule, function(AWS_KEY))

    assert finding.message == (
        "environment must hold no credentials, got an AWS access key in VALUE"
    )
    assert finding.fix == (
        "revoke it, keep its successor in Secrets Manager and pass the secret's ARN"
    )
    assert finding.at == "Environment.Variables.VALUE"
    assert AWS_KEY not in finding.message + finding.fix


def test_a_credential_inside_other_text_is_found(judge: Judge) -> None:
    [finding] = judge(rule, function(f'{{"key": "{AWS_KEY}"}}'))

    assert "an AWS access key" in finding.message


def test_the_default_of_a_parameter_is_in_the_template_too(judge: Judge) -> None:
    parameters = {"Key": {"Type": "String", "Default": AWS_KEY}}

    assert len(judge(rule, function({"Ref": "Key"}), Parameters=parameters)) == 1


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="empty"),
        pytest.param("arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf", id="an ARN"),
        pytest.param("AKIAIOSFODNN7EXAMPLE", id="the key of AWS's documentation"),
        pytest.param("https://api.example.com/v1?user=billing", id="a URL without a password"),
        pytest.param("postgres://billing@db.internal/ledger", id="a URL with a user"),
        pytest.param("postgres://app:postgres@localhost:5432/app", id="the own machine"),
        pytest.param("postgres://app:${PASSWORD}@db.internal/app", id="a password to be filled in"),
        pytest.param("{{resolve:secretsmanager:billing/db}}", id="a dynamic reference"),
        pytest.param({"Ref": "Unknown"}, id="known at deployment only"),
        pytest.param(["text"], id="no text"),
        pytest.param(f"{AWS_KEY} {'x' * 4096}", id="longer than Lambda accepts"),
    ],
)
def test_silent(judge: Judge, value: Any) -> None:
    assert judge(rule, function(value)) == []


def test_an_environment_known_at_deployment_only_is_not_judged(judge: Judge, unknown: Any) -> None:
    properties = {"Environment": unknown}

    assert judge(rule, {"A": {"Type": "AWS::Lambda::Function", "Properties": properties}}) == []
