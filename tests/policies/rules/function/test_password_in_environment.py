from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.password_in_environment import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_password_is_found_and_not_repeated(judge: Judge) -> None:
    [finding] = judge(rule, function(Environment={"Variables": {"DB_PASSWORD": "Tr0ub4dor"}}))

    assert (
        finding.message
        == "environment must hold no passwords, got a literal of 9 characters in DB_PASSWORD"
    )
    assert finding.fix == (
        "keep it in Secrets Manager or Parameter Store, pass its name and read it at run time"
    )
    assert finding.at == "Environment.Variables.DB_PASSWORD"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Environment": {"Variables": {"dbPassword": "hunter2"}}},
            ("environment must hold no passwords, got a literal of 7 characters in dbPassword"),
            id="any case",
        ),
        pytest.param(
            {"Environment": {"Variables": {"API_TOKEN": "9f86d081884c7d659a2feaa0c55ad015"}}},
            ("environment must hold no passwords, got a literal of 32 characters in API_TOKEN"),
            id="a token drawn at random",
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
            {"Environment": {"Variables": {"DB_PASSWORD_PARAMETER": "Tr0ub4dor"}}},
            id="another name",
        ),
        pytest.param({"Environment": {"Variables": {"DB_PASSWORD": ""}}}, id="empty"),
        pytest.param(
            {
                "Environment": {
                    "Variables": {
                        "DB_SECRET": "arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf"
                    }
                }
            },
            id="an ARN",
        ),
        pytest.param(
            {"Environment": {"Variables": {"DB_PASSWORD": "/billing/db/password"}}}, id="a path"
        ),
        pytest.param(
            {"Environment": {"Variables": {"DB_PASSWORD": "billing-db-password"}}}, id="a name"
        ),
        pytest.param(
            {"Environment": {"Variables": {"DB_SECRET": "BillingDatabaseSecret"}}},
            id="a name of a secret",
        ),
        pytest.param({"Environment": {"Variables": {"REQUIRE_PASSWORD": "true"}}}, id="a switch"),
        pytest.param(
            {"Environment": {"Variables": {"DB_PASSWORD": "<password>"}}}, id="a placeholder"
        ),
        pytest.param(
            {"Environment": {"Variables": {"DB_PASSWORD": "changeme"}}}, id="to be changed"
        ),
        pytest.param(
            {"Environment": {"Variables": {"PASSWORD": "https://vault.internal/billing"}}},
            id="a URL",
        ),
        pytest.param(
            {"Environment": {"Variables": {"SECRET": "0b9dc83a-2c3f-4a5f-9c3e-1d2f3a4b5c6d"}}},
            id="an id",
        ),
        pytest.param(
            {"Environment": {"Variables": {"DB_PASSWORD": {"Ref": "Unknown"}}}},
            id="known at deployment only",
        ),
        pytest.param(
            {
                "Environment": {
                    "Variables": {
                        "DB_PASSWORD": "{{resolve:secretsmanager:billing/db:SecretString:password}}"
                    }
                }
            },
            id="a dynamic reference",
        ),
        pytest.param(
            {
                "Environment": {
                    "Variables": {"DATABASE_TOKEN": "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"}
                }
            },
            id="a credential by its form, which another rule tells",
        ),
        pytest.param(
            {"Environment": {"Ref": "Unknown"}}, id="the environment known at deployment only"
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
