"""AWS::CloudWatch::CompositeAlarm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.named_resource import named_resource
from policies.template.resource import Resource
from policies.template.resources.alarm import Alarm
from policies.template.values import Reference, parts_of

if TYPE_CHECKING:
    from policies.template.values import Unresolved, Value

# ALARM("name"), ALARM(name), and the same with an ARN or of the states OK and INSUFFICIENT_DATA.
_NAMED: Final = re.compile(r"\(\s*[\"']?(?:arn:[^)\"']*:alarm:)?([^)\"'\s]+)[\"']?\s*\)")


class CompositeAlarm(Resource):
    """An alarm on the states of other alarms."""

    type_name: ClassVar[str] = "AWS::CloudWatch::CompositeAlarm"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("AlarmName")

    @property
    def rule(self) -> Value:
        """Its rule expression, with references where it names alarms of the template."""
        return self.value("AlarmRule")

    @property
    def alarms(self) -> list[Alarm]:
        """The alarms of the assembly that its rule asks."""
        rule = self.rule
        named: list[Value] = []
        for part in parts_of(rule):
            if isinstance(part, str):
                named += _NAMED.findall(part)
            elif isinstance(part, Reference):
                named.append(Reference(part.reason, part.resource))
        found = [named_resource(name, Alarm.type_name, self.template) for name in named]
        return [alarm for alarm in found if isinstance(alarm, Alarm)]
