from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.event_source_token_in_plain_text import check as rule

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


def test_a_token_in_the_template_is_read_by_many(judge: Judge) -> None:
    [finding] = judge(rule, scene(EventSourceToken="amzn1.ask.skill.0000"))

    assert finding.message == (
        "event source token must not stand in the template, got it in plain text"
    )
    assert "amzn1" not in finding.message + finding.fix
    assert finding.fix == "set EventSourceToken to a {{resolve:secretsmanager:...}} reference"
    assert finding.at == "EventSourceToken"


def test_a_default_of_a_parameter_stands_in_the_template_too(judge: Judge) -> None:
    parameters = {"Token": {"Type": "String", "Default": "amzn1.ask.skill.0000"}}

    assert len(judge(rule, scene(EventSourceToken={"Ref": "Token"}), Parameters=parameters)) == 1


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(UNKNOWN, id="a parameter"),
        pytest.param("{{resolve:secretsmanager:skill:SecretString:token}}", id="a secret"),
        pytest.param(None, id="none"),
    ],
)
def test_silent(judge: Judge, token: Any) -> None:
    assert judge(rule, scene(EventSourceToken=token)) == []
