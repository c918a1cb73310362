from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.composite_alarm import CompositeAlarm

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        ({"Fn::Sub": "ALARM(${A}) AND NOT OK(${B})"}, ["A", "B"]),
        ({"Fn::Join": ["", ['ALARM("', {"Fn::GetAtt": ["A", "Arn"]}, '")']]}, ["A"]),
        ('ALARM("b") OR ALARM(elsewhere)', ["B"]),
        ("ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:b)", ["B"]),
        ("TRUE", []),
        ({"Ref": "Unknown"}, []),
    ],
)
def test_the_alarms_that_a_rule_asks(template_of: TemplateOf, rule: Any, asked: list[str]) -> None:
    resources = {
        "A": {"Type": "AWS::CloudWatch::Alarm"},
        "B": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "b"}},
        "Both": {"Type": "AWS::CloudWatch::CompositeAlarm", "Properties": {"AlarmRule": rule}},
    }
    [composite] = template_of(resources).of(CompositeAlarm)

    assert [alarm.logical_id for alarm in composite.alarms] == asked
