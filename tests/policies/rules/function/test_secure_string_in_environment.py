from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.secure_string_in_environment import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_secure_string_is_not_resolved_here(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(Environment={"Variables": {"TOKEN": "{{resolve:ssm-secure:/billing/token:1}}"}}),
    )

    assert (
        finding.message
        == "secure strings must not be resolved into a function, got ssm-secure in TOKEN"
    )
    assert finding.fix == "pass the parameter's name and read it in the function"
    assert finding.at == "Environment.Variables.TOKEN"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {
                "Environment": {
                    "Variables": {
                        "TOKEN": {
                            "Fn::Join": ["", ["{{resolve:ssm-secure:", {"Ref": "Unknown"}, "}}"]]
                        }
                    }
                }
            },
            ("secure strings must not be resolved into a function, got ssm-secure in TOKEN"),
            id="put together",
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
            {"Environment": {"Variables": {"TOKEN": "{{resolve:secretsmanager:billing}}"}}},
            id="a secret",
        ),
        pytest.param({"Environment": {"Variables": {"TOKEN": "/billing/token"}}}, id="its name"),
        pytest.param({"Environment": {"Variables": "x"}}, id="no map"),
        pytest.param({"Environment": {"Ref": "Unknown"}}, id="known at deployment only"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
