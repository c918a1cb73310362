from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.log_level_without_json import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_level_needs_the_format_json(judge: Judge) -> None:
    [finding] = judge(rule, function(LoggingConfig={"ApplicationLogLevel": "WARN"}))

    assert (
        finding.message == "log format must be JSON for ApplicationLogLevel, got Text (the default)"
    )
    assert finding.fix == "set LoggingConfig.LogFormat to JSON, or drop ApplicationLogLevel"
    assert finding.at == "LoggingConfig.ApplicationLogLevel"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {
                "LoggingConfig": {
                    "LogFormat": "Text",
                    "ApplicationLogLevel": "WARN",
                    "SystemLogLevel": "WARN",
                }
            },
            ("log format must be JSON for ApplicationLogLevel and SystemLogLevel, got Text"),
            id="both levels",
        ),
        pytest.param(
            {"LoggingConfig": {"SystemLogLevel": "WARN"}},
            ("log format must be JSON for SystemLogLevel, got Text (the default)"),
            id="the system's",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {"LoggingConfig": {"LogFormat": "JSON", "ApplicationLogLevel": "WARN"}}, id="JSON"
        ),
        pytest.param({"LoggingConfig": {"LogFormat": "Text"}}, id="no level"),
        pytest.param({}, id="absent"),
        pytest.param(
            {"LoggingConfig": {"LogFormat": {"Ref": "Unknown"}, "ApplicationLogLevel": "WARN"}},
            id="a format known at deployment only",
        ),
        pytest.param(
            {"LoggingConfig": {"ApplicationLogLevel": {"Ref": "Unknown"}}},
            id="a level known at deployment only",
        ),
        pytest.param(
            {"LoggingConfig": {"LogFormat": "json", "ApplicationLogLevel": "WARN"}},
            id="a format that does not exist, which another rule tells",
        ),
        pytest.param(
            {
                "LoggingConfig": {"ApplicationLogLevel": "WARN"},
                "CapacityProviderConfig": {
                    "LambdaManagedInstancesCapacityProviderConfig": {"CapacityProviderArn": "arn"}
                },
            },
            id="a capacity provider, which writes JSON",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
