"""Log events of a group in CloudWatch Logs call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING

from aws_cdk import aws_logs as logs
from aws_cdk import aws_logs_destinations as destinations

from constructs_lib.errors import ConstructError, require_type, seen
from constructs_lib.interfaces import has_property
from constructs_lib.triggers.async_failures import keep_failures
from constructs_lib.triggers.trigger import require_free_place, require_name, require_unattached

if TYPE_CHECKING:
    from constructs_lib.release import Release


@dataclass(frozen=True, eq=False)
class LogTrigger:
    """Log events of a group call the release, packed and compressed as CloudWatch Logs does.

    What the function fails on ends in the release's queue for lost events, where neither the
    release has an AsyncInvocation nor the function dead letters.

    Args:
        log_group: The group, not the function's own: each call would cause the next.
        pattern: Which events, in the language of CloudWatch Logs; all by default.
        name: Tells the subscriptions of a release apart. It is part of the construct's id: a
            release's first needs none.

    Raises:
        ConstructError: The group is none; when attached, that it is the function's own, or the
            name is taken.

    See: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
    """

    log_group: logs.ILogGroup
    _: KW_ONLY
    pattern: str = ""
    name: str | None = None

    def __post_init__(self) -> None:
        if not has_property(self.log_group, "log_group_arn"):
            raise ConstructError(
                f"log_group must be an ILogGroup such as LogGroup(...), got {seen(self.log_group)}"
            )
        require_type("pattern", self.pattern, str, "a string such as 'ERROR'")
        require_name(self.name)

    @property
    def construct_id(self) -> str:
        """The subscription's place below the alias."""
        return "Logs" if self.name is None else f"Logs-{self.name}"

    def attach(self, release: Release) -> None:
        """The alias is subscribed, once the group may call it."""
        require_unattached(release, "log_group", self.log_group)
        if getattr(release.function, "log_group", None) is self.log_group:
            raise ConstructError(
                "log_group must be another's, got the function's own: each call causes the next"
            )
        require_free_place(release, self)
        keep_failures(release)
        logs.SubscriptionFilter(
            release.alias,
            self.construct_id,
            log_group=self.log_group,
            destination=destinations.LambdaDestination(release.alias),
            filter_pattern=logs.FilterPattern.literal(self.pattern),
        )
