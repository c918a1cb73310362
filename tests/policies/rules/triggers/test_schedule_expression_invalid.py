from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.schedule_expression_invalid import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(expression: Any, kind: str = "AWS::Events::Rule") -> dict[str, Any]:
    return {"Nightly": {"Type": kind, "Properties": {"ScheduleExpression": expression}}}


def test_the_year_is_a_field(judge: Judge) -> None:
    [finding] = judge(rule, scene("cron(0 2 * * *)"))

    assert finding.message == (
        "cron must have 6 fields (minutes, hours, day of month, month, day of week, year), got 5: "
        "cron(0 2 * * *)"
    )
    assert finding.fix == "write cron(0 12 * * ? *) for noon UTC every day"
    assert finding.at == "ScheduleExpression"


def test_one_hour_is_singular_for_a_rule(judge: Judge) -> None:
    [finding] = judge(rule, scene("rate(1 hours)"))

    assert finding.message == "unit of rate(1 ...) must be hour, got hours"
    assert finding.fix == "write rate(1 hour)"


def test_the_scheduler_takes_either(judge: Judge) -> None:
    assert judge(rule, scene("rate(1 hours)", "AWS::Scheduler::Schedule")) == []


def test_only_the_scheduler_knows_a_moment(judge: Judge) -> None:
    moment = "at(2027-01-31T08:00:00)"

    assert judge(rule, scene(moment, "AWS::Scheduler::Schedule")) == []
    assert len(judge(rule, scene(moment))) == 1


@pytest.mark.parametrize(
    "expression", ["rate(1 day)", UNKNOWN, {"Fn::Sub": "rate(${Unknown} days)"}]
)
def test_silent(judge: Judge, expression: Any) -> None:
    assert judge(rule, scene(expression)) == []


def test_scheduled_actions_are_judged_too(judge: Judge) -> None:
    scaled = {
        "ScalableDimension": "lambda:function:ProvisionedConcurrency",
        "ScheduledActions": [{"Schedule": "rate(1 hours)"}, {"Schedule": "cron(0 6 * * *)"}],
    }
    kind = "AWS::ApplicationAutoScaling::ScalableTarget"

    [finding] = judge(rule, {"Scaling": {"Type": kind, "Properties": scaled}})

    assert finding.at == "ScheduledActions.1.Schedule"


def test_those_of_another_service_are_not(judge: Judge) -> None:
    scaled = {
        "ScalableDimension": "ecs:service:DesiredCount",
        "ScheduledActions": [{"Schedule": "cron(0 6 * * *)"}],
    }
    kind = "AWS::ApplicationAutoScaling::ScalableTarget"

    assert judge(rule, {"Scaling": {"Type": kind, "Properties": scaled}}) == []
