"""AWS::Logs::LogGroup."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.arns import log_group_arn
from policies.template.resource import Resource
from policies.template.values import Reference

if TYPE_CHECKING:
    from policies.template.arns import Component
    from policies.template.resources.function import Function
    from policies.template.values import Unresolved

# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
_DELIVERY: Final = "DELIVERY"


class LogGroup(Resource):
    """Where logs are kept, and for how long."""

    type_name: ClassVar[str] = "AWS::Logs::LogGroup"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("LogGroupName")

    @property
    def retention_days(self) -> int | Unresolved | None:
        """After how many days a record is deleted; None when it is kept for ever."""
        return self.integer("RetentionInDays")

    @property
    def has_fixed_retention(self) -> bool:
        """True for a group of a class that CloudWatch Logs empties by itself."""
        return self.text("LogGroupClass") == _DELIVERY

    @property
    def default_of(self) -> Function | None:
        """The function that writes to a group of this name unless it says otherwise."""
        from policies.template.log_groups import (  # noqa: PLC0415 - it reads this view
            default_log_group_owner,
        )

        return default_log_group_owner(self.name, self.template)

    def identifier(self, attribute: str) -> tuple[Component, ...] | None:
        """`Ref` gives the name, `Arn` ends in the wildcard for its streams."""
        known = self.name if isinstance(self.name, str) else ""
        itself = Reference(f"the name of {self.logical_id}", self, known_text=known)
        if not attribute:
            return (itself,)
        return log_group_arn(itself) if attribute == "Arn" else None
