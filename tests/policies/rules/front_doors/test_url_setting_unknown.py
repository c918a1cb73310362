from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.url_setting_unknown import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def url(**properties: Any) -> dict[str, Any]:
    return {"Url": {"Type": "AWS::Lambda::Url", "Properties": properties}}


@pytest.mark.parametrize(
    ("name", "value", "message", "fix"),
    [
        (
            "AuthType",
            "IAM",
            "authentication type must be AWS_IAM or NONE, got 'IAM'",
            "set AuthType to AWS_IAM or NONE",
        ),
        (
            "InvokeMode",
            "response_stream",
            "invoke mode must be BUFFERED or RESPONSE_STREAM, got 'response_stream'",
            "set InvokeMode to RESPONSE_STREAM",
        ),
    ],
)
def test_a_word_that_lambda_does_not_know(
    judge: Judge, name: str, value: str, message: str, fix: str
) -> None:
    [finding] = judge(rule, url(**{name: value}))

    assert finding.message == message
    assert finding.fix == fix
    assert finding.at == name


@pytest.mark.parametrize(
    "properties",
    [{}, {"AuthType": "NONE", "InvokeMode": "BUFFERED"}, {"AuthType": {"Ref": "Unknown"}}],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, url(**properties)) == []
