from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.secret_resolved_into_environment import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_resolved_secret_is_in_clear_text(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            Environment={
                "Variables": {
                    "DB_PASSWORD": "{{resolve:secretsmanager:billing/db:SecretString:password}}"
                }
            }
        ),
    )

    assert (
        finding.message
        == "secrets should be read by the function, got one resolved into DB_PASSWORD"
    )
    assert finding.fix == "pass the secret's name or ARN and read it in the function"
    assert finding.at == "Environment.Variables.DB_PASSWORD"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {
                "Environment": {
                    "Variables": {
                        "DB_PASSWORD": {
                            "Fn::Join": [
                                "",
                                [
                                    "{{resolve:secretsmanager:",
                                    {"Ref": "Unknown"},
                                    ":SecretString:password::}}",
                                ],
                            ]
                        }
                    }
                }
            },
            ("secrets should be read by the function, got one resolved into DB_PASSWORD"),
            id="as CDK writes it",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param(
            {"Environment": {"Variables": {"STAGE": "{{resolve:ssm:/billing/stage}}"}}},
            id="a plain parameter",
        ),
        pytest.param(
            {"Environment": {"Variables": {"TOKEN": "{{resolve:ssm-secure:/billing/token}}"}}},
            id="a secure string, which another rule tells",
        ),
        pytest.param({"Environment": {"Variables": {"DB_SECRET": "billing/db"}}}, id="its name"),
        pytest.param(
            {"Environment": {"Variables": {"DB": {"Ref": "Unknown"}}}},
            id="known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
