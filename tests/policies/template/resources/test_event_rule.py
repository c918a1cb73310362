from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.event_rule import EventRule
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def event_rule(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> EventRule:
        resources = {
            "Report": {"Type": "AWS::Lambda::Function"},
            "It": {"Type": EventRule.type_name, "Properties": properties},
        }
        return template_of(resources).of(EventRule)[0]

    return made


def test_what_sets_a_rule_off(event_rule: Any, unknown: Any) -> None:
    said = event_rule(Name="nightly", ScheduleExpression="rate(1 day)", EventBusName="default")

    assert (said.name, said.schedule_expression) == ("nightly", "rate(1 day)")
    assert (said.event_bus, said.event_pattern) == ("default", None)
    assert isinstance(event_rule(EventBusName=unknown).event_bus, Unresolved)


def test_targets_that_a_condition_may_take_away_do_not_count(event_rule: Any, unknown: Any) -> None:
    perhaps = {"Fn::If": ["Perhaps", {"Id": "b"}, {"Ref": "AWS::NoValue"}]}

    assert event_rule(Targets=[{"Id": "a"}, perhaps]).certain_target_count == 1
    assert event_rule(Targets=unknown).certain_target_count == 0
    assert event_rule().certain_target_count == 0


def test_a_pattern_is_as_long_as_its_json(event_rule: Any, unknown: Any) -> None:
    assert event_rule(EventPattern={"a": ["b"]}).least_pattern_length == len('{"a":["b"]}')
    assert event_rule(EventPattern="{}").least_pattern_length == 2
    assert event_rule(EventPattern=unknown).least_pattern_length == 0


def test_the_function_of_a_target(event_rule: Any) -> None:
    arn = {"Fn::GetAtt": ["Report", "Arn"]}
    said = event_rule(Targets=[{"Arn": arn}, {"Arn": "arn:aws:sqs:::q"}])

    function, queue = (said.function_of(each) for each in said.targets)
    assert function.function.logical_id == "Report"
    assert queue is None
