from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.durable_config_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_an_execution_takes_a_year_at_most(judge: Judge) -> None:
    [finding] = judge(rule, function(DurableConfig={"ExecutionTimeout": 31622401}))

    assert finding.message == "durable execution timeout must be 1 to 31622400 s, got 31622401 s"
    assert finding.fix == "set DurableConfig.ExecutionTimeout to 31622400 s or less"
    assert finding.at == "DurableConfig.ExecutionTimeout"


def test_history_is_kept_for_90_days_at_most(judge: Judge) -> None:
    [finding] = judge(
        rule, function(DurableConfig={"ExecutionTimeout": 60, "RetentionPeriodInDays": 91})
    )

    assert finding.message == "retention of durable executions must be 1 to 90 days, got 91 days"
    assert finding.fix == "set DurableConfig.RetentionPeriodInDays to 90 days or less"
    assert finding.at == "DurableConfig.RetentionPeriodInDays"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"DurableConfig": {"ExecutionTimeout": 0}},
            "durable execution timeout must be 1 to 31622400 s, got 0 s",
            id="no time",
        ),
        pytest.param(
            {"DurableConfig": {"ExecutionTimeout": 60, "RetentionPeriodInDays": 0}},
            ("retention of durable executions must be 1 to 90 days, got 0 days"),
            id="no day",
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
            {"DurableConfig": {"ExecutionTimeout": 1, "RetentionPeriodInDays": 1}},
            id="the shortest",
        ),
        pytest.param(
            {"DurableConfig": {"ExecutionTimeout": 31622400, "RetentionPeriodInDays": 90}},
            id="the longest",
        ),
        pytest.param(
            {
                "DurableConfig": {
                    "ExecutionTimeout": {"Ref": "Unknown"},
                    "RetentionPeriodInDays": {"Ref": "Unknown"},
                }
            },
            id="known at deployment only",
        ),
        pytest.param({"DurableConfig": {"Ref": "Unknown"}}, id="all known at deployment only"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
