from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.schedule import Schedule
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def schedule(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Schedule:
        resources = {
            "Report": {"Type": "AWS::Lambda::Function"},
            "It": {"Type": Schedule.type_name, "Properties": properties},
        }
        return template_of(resources).of(Schedule)[0]

    return made


def test_when_a_schedule_runs(schedule: Any, unknown: Any) -> None:
    window = {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": "15"}
    said = schedule(ScheduleExpression="rate(1 day)", FlexibleTimeWindow=window)

    assert said.schedule_expression == "rate(1 day)"
    assert (said.flexible_window_mode, said.flexible_window_minutes) == ("FLEXIBLE", 15)
    assert isinstance(schedule(FlexibleTimeWindow=unknown).flexible_window_mode, Unresolved)


def test_what_it_calls(schedule: Any, unknown: Any) -> None:
    arn = {"Fn::GetAtt": ["Report", "Arn"]}
    said = schedule(Target={"Arn": arn, "DeadLetterConfig": {"Arn": unknown}})

    assert said.target.function.logical_id == "Report"
    assert said.has_dead_letter_queue
    assert [each.at for each in said.targets] == ["Target"]
    assert not schedule(Target={"Arn": arn}).has_dead_letter_queue
    assert list(schedule(Target=unknown).targets) == []
