"""A clock calls a release: EventBridge Scheduler."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Final

from aws_cdk import Duration, TimeZone
from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_scheduler_targets as targets

from constructs_lib.dead_letters import key_of, let_encrypt
from constructs_lib.errors import ConstructError, require, require_type, require_type_if_given
from constructs_lib.pseudo_parameters import account, arns_of
from constructs_lib.quantities import require_moment, whole_minutes
from constructs_lib.tokens import is_token
from constructs_lib.triggers.delivered import Delivered
from constructs_lib.triggers.trigger import require_free_place, require_name
from policies.domain import limits
from policies.domain.schedules import schedule_problem
from policies.domain.time_zones import time_zone_problem

if TYPE_CHECKING:
    from datetime import datetime

    from constructs_lib.release import Release

_INPUT: Final = "a ScheduleTargetInput such as ScheduleTargetInput.from_object({})"


@dataclass(frozen=True, eq=False)
class ScheduleTrigger(Delivered):
    """The release is called at times: `rate(1 hour)`, `cron(...)` or `at(...)`.

    The Scheduler calls in a role of its own, which may call this alias and nothing else.

    Args:
        expression: When: `cron(0 8 ? * MON-FRI *)` has six fields, `at(2027-01-31T08:00:00)` is
            once.
        name: Tells the schedules of a release apart. It is part of the construct's id, which is for
            ever: a release's first needs none.
        time_zone: Where the clock hangs, by its IANA name; UTC by default. Summer time included.
        window: Within how many minutes of its time a call may come, 1 to 1440; at its minute by
            default. Schedules of many that need not be sharp spread the load so.
        start: When it begins to count.
        end: When it ceases to.
        event: What the function gets; by default the Scheduler's own.
        enabled: Whether it calls.
        retry_attempts: As `Delivered` has it, with the age and the dead letters.

    Raises:
        ConstructError: The expression, the time zone or a bound is none; when attached, that the
            release has a schedule of that name.

    See: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
    """

    expression: str
    _: KW_ONLY
    name: str | None = None
    time_zone: str | None = None
    window: Duration | None = None
    start: datetime | None = None
    end: datetime | None = None
    event: scheduler.ScheduleTargetInput | None = None
    enabled: bool = True

    def __post_init__(self) -> None:
        Delivered.__post_init__(self)
        require_type("expression", self.expression, str, "a string such as 'rate(1 hour)'")
        problem = schedule_problem(self.expression, of_rule=False)
        if problem and not is_token(self.expression):
            raise ConstructError(problem.message)
        require_name(self.name)
        if self.time_zone is not None:
            require_type("time_zone", self.time_zone, str, "a string such as 'Europe/Berlin'")
            wrong = time_zone_problem(self.time_zone)
            if wrong and not is_token(self.time_zone):
                raise ConstructError(wrong)
        if self.window is not None:
            minutes = whole_minutes("window", self.window)
            require(limits.SCHEDULE_FLEXIBLE_WINDOW.violation(minutes, label="window"))
        for prop in ("start", "end"):
            require_moment(prop, getattr(self, prop))
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ConstructError(
                f"start must be before the end at {self.end.isoformat()}, got "
                f"{self.start.isoformat()}"
            )
        require_type_if_given("event", self.event, scheduler.ScheduleTargetInput, _INPUT)
        require_type("enabled", self.enabled, bool, "True or False")

    @property
    def construct_id(self) -> str:
        """The schedule's place below the alias."""
        return "Schedule" if self.name is None else f"Schedule-{self.name}"

    def attach(self, release: Release) -> None:
        """The schedule is made, and a role in which the Scheduler may call the alias."""
        require_free_place(release, self)
        role = None if key_of(self.dead_letters) is None else self._role(release)
        zone = None if self.time_zone is None else TimeZone.of(self.time_zone)
        scheduler.Schedule(
            release.alias,
            self.construct_id,
            schedule=scheduler.ScheduleExpression.expression(self.expression, zone),
            target=targets.LambdaInvoke(
                release.alias, input=self.event, role=role, **self.delivery_props(release)
            ),
            time_window=None if self.window is None else scheduler.TimeWindow.flexible(self.window),
            start=self.start,
            end=self.end,
            enabled=None if self.enabled else False,
        )

    def _role(self, release: Release) -> iam.Role:
        """A role like the CDK's, which is out of reach, that may use the key of the dead letters.

        See: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
        """
        groups = f"{arns_of('scheduler')}:schedule-group/default"
        conditions = {"StringEquals": {"aws:SourceAccount": account(), "aws:SourceArn": groups}}
        role = iam.Role(
            release.alias,
            f"{self.construct_id}-Role",
            assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com", conditions=conditions),
        )
        let_encrypt(self.dead_letters, role)
        return role
