"""AWS::IoT::TopicRule."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.calls import Call
from policies.template.function_target import function_target
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable


class TopicRule(Resource):
    """A rule of AWS IoT: what it does with the messages its statement selects."""

    type_name: ClassVar[str] = "AWS::IoT::TopicRule"

    __slots__ = ()

    @property
    def calls(self) -> Iterable[Call]:
        """The functions among its actions."""
        for each in self.elements("TopicRulePayload", "Actions"):
            target = function_target(each.value("Lambda", "FunctionArn"), self.template)
            if target:
                at = f"{each.at}.Lambda.FunctionArn"
                yield Call(self, at, target, "iot.amazonaws.com", is_asynchronous=True, source=self)
