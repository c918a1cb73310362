"""Custom::LogRetention, by which the CDK sets the retention of a log group that it does not own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.resource import Resource

if TYPE_CHECKING:
    from policies.template.resources.function import Function
    from policies.template.values import Unresolved


class LogRetention(Resource):
    """The retention of a log group by its name."""

    type_name: ClassVar[str] = "Custom::LogRetention"

    __slots__ = ()

    @property
    def retention_days(self) -> int | Unresolved | None:
        """After how many days a record is deleted; None when it is kept for ever."""
        return self.integer("RetentionInDays")

    @property
    def default_of(self) -> Function | None:
        """The function that writes to a group of this name unless it says otherwise."""
        from policies.template.log_groups import (  # noqa: PLC0415 - it reads this view
            default_log_group_owner,
        )

        return default_log_group_owner(self.text("LogGroupName"), self.template)
