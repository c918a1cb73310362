from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.rule_without_trigger import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(**properties: Any) -> dict[str, Any]:
    return {"Nightly": {"Type": "AWS::Events::Rule", "Properties": properties}}


def test_nothing_sets_the_rule_off(judge: Judge) -> None:
    [finding] = judge(rule, scene(Name="nightly"))

    assert finding.message == (
        "rule must have a schedule expression or an event pattern, got neither"
    )
    assert finding.fix == "set EventPattern, or ScheduleExpression to rate(1 hour) or the like"


@pytest.mark.parametrize(
    "properties",
    [
        {"ScheduleExpression": "rate(1 day)"},
        {"EventPattern": {"source": ["shop"]}},
        {"ScheduleExpression": UNKNOWN},
        {"EventPattern": {"Fn::If": ["Perhaps", {"source": ["shop"]}, {"Ref": "AWS::NoValue"}]}},
    ],
    ids=["schedule", "pattern", "schedule unknown", "perhaps a pattern"],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    conditions = {"Perhaps": {"Fn::Equals": [UNKNOWN, "yes"]}}

    assert judge(rule, scene(**properties), Conditions=conditions) == []
