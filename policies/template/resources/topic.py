"""AWS::SNS::Topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.calls import Call
from policies.template.function_target import function_target
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.values import Unresolved


FUNCTION_PROTOCOL: Final = "lambda"


class Topic(Resource):
    """An SNS topic, with the subscriptions that it lists itself."""

    type_name: ClassVar[str] = "AWS::SNS::Topic"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("TopicName")

    @property
    def is_fifo(self) -> bool | Unresolved:
        """Whether it keeps the order of messages and lets each through once."""
        return self.boolean("FifoTopic") or False

    @property
    def function_protocols(self) -> Iterator[str]:
        """Where its own subscriptions say that they deliver to a function."""
        for each in self.elements("Subscription"):
            if each.text("Protocol") == FUNCTION_PROTOCOL:
                yield f"{each.at}.Protocol"

    @property
    def calls(self) -> Iterable[Call]:
        """The functions among the subscriptions it lists."""
        for each in self.elements("Subscription"):
            target = function_target(each.value("Endpoint"), self.template)
            if target and each.text("Protocol") == FUNCTION_PROTOCOL:
                at = f"{each.at}.Endpoint"
                yield Call(self, at, target, "sns.amazonaws.com", is_asynchronous=True, source=self)
