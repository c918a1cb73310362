"""AWS::Config::ConfigRule."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.calls import Call
from policies.template.function_target import function_target
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable


class ConfigRule(Resource):
    """A rule of AWS Config; a custom one asks a function."""

    type_name: ClassVar[str] = "AWS::Config::ConfigRule"

    __slots__ = ()

    @property
    def calls(self) -> Iterable[Call]:
        """The function that evaluates it."""
        if self.text("Source", "Owner") != "CUSTOM_LAMBDA":
            return
        target = function_target(self.value("Source", "SourceIdentifier"), self.template)
        if target:
            at = "Source.SourceIdentifier"
            yield Call(self, at, target, "config.amazonaws.com", is_asynchronous=True, source=self)
