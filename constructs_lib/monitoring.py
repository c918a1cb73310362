"""What is watched of a function and its releases, and who is told."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from constructs_lib.errors import ConstructError, require_known, require_type, seen
from constructs_lib.notifications import require_topic
from policies.domain import limits
from policies.domain.alarms import evaluation_periods_limit, periods_to_see

if TYPE_CHECKING:
    from aws_cdk import aws_sns as sns

PERIOD_SECONDS: Final = 60
# How much longer than other faults a shortage of provisioned environments must last. Ours: target
# tracking takes three minutes to see one, and the environments it asks for take theirs to be ready.
SCALING_MINUTES: Final = 10
_COUNTS: Final = ("errors", "throttles", "spillover", "dropped_events", "undelivered_events")
_PERCENTAGES: Final = ("duration_percentage", "concurrency_percentage")
_SECONDS: Final = ("event_age_seconds", "iterator_age_seconds")
_MOST_PERCENT: Final = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """Alarms of each release, a dashboard that compares versions, and saved queries.

    Of a function it makes the dashboard, the queries and the alarms on what only the whole function
    has, and is what its releases are watched by. Of a release it is what that one is watched by
    instead. A threshold of None makes no alarm.

    Every threshold is reached by the value itself, in a minute; no data is good news, so that a
    function that nobody calls raises no alarm. What lasts is told of after `bad_minutes`, what is
    lost after one. Lambda dates a failure by the start of the invocation and tells it at the end:
    the alarms look back as much further as the function may run.

    Args:
        notify: A topic that is told when an alarm fires and when it is over. A policy or a key of
            the topic's own must let cloudwatch.amazonaws.com publish; AWS's own key for topics
            does not, and only the history of the alarm tells.
        errors: Failed invocations of a release in a minute; 1 by default. In three minutes of the
            last few that is a fault, not one bad event.
        throttles: Refused invocations of a release in a minute; 1 by default: callers are told to
            wait, and those that do not ask again lose the call.
        duration_percentage: How much of the timeout the slowest hundredth of a release's
            invocations takes, 1 to 99 %; 90 by default: what takes longer will soon be ended.
        spillover: Invocations in a minute that found no provisioned environment; 1 by default. It
            must last ten minutes more than the others: scaling is to answer first. Made where a
            release provisions concurrency.
        concurrency_percentage: How much of the function's reserved concurrency is in use, 1 to
            99 %; 90 by default. Made where that share of it is not all of it: fewer than ten can
            only be used up, which is no fault.
        dropped_events: Events of asynchronous calls that Lambda has given up on, in a minute; 1 by
            default: each is lost, or waits where failed events are sent. Of the whole function.
        event_age_seconds: How long an event of an asynchronous call has waited; 600 by default.
            The two retries after errors wait 180 together: what waits longer is not getting
            through. Of the whole function.
        undelivered_events: Events that could not even be sent where failed ones go, in a minute; 1
            by default. Made where there is such a place.
        iterator_age_seconds: How far a release is behind the stream or table it reads. None by
            default, which is right for what reads none; well below the retention otherwise.
        bad_minutes: How many minutes must be bad for an alarm on what lasts; 3 by default.
        dashboard: Whether the function has one.
        saved_queries: Whether CloudWatch Logs Insights offers the function's.

    Raises:
        ConstructError: A threshold is out of range, no int, or a token.

    See: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    """

    notify: sns.ITopic | None = None
    errors: int | None = 1
    throttles: int | None = 1
    duration_percentage: int | None = 90
    spillover: int | None = 1
    concurrency_percentage: int | None = 90
    dropped_events: int | None = 1
    event_age_seconds: int | None = 600
    undelivered_events: int | None = 1
    iterator_age_seconds: int | None = None
    bad_minutes: int = 3
    dashboard: bool = True
    saved_queries: bool = True

    def __post_init__(self) -> None:
        require_topic(self.notify)
        for prop in (*_COUNTS, *_SECONDS):
            self._require_int(prop, "at least 1", most=None)
        for prop in _PERCENTAGES:
            self._require_int(prop, f"1 to {_MOST_PERCENT} %", most=_MOST_PERCENT)
        most = _most_bad_minutes()
        if self.bad_minutes is None:
            raise ConstructError(f"bad_minutes must be an int, 1 to {most}, got None")
        self._require_int("bad_minutes", f"1 to {most}", most=most)
        require_type("dashboard", self.dashboard, bool, "True or False")
        require_type("saved_queries", self.saved_queries, bool, "True or False")

    @classmethod
    def without_alarms(cls) -> Monitoring:
        """No alarm: of a release that may fail, or of a function whose dashboard is enough."""
        thresholds = {
            field.name: None
            for field in fields(cls)
            if field.name in {*_COUNTS, *_PERCENTAGES, *_SECONDS}
        }
        return cls(**thresholds)  # type: ignore[arg-type]  # a dict of props has one type for all

    @property
    def has_alarms(self) -> bool:
        """Whether any threshold is set."""
        return any(getattr(self, prop) is not None for prop in (*_COUNTS, *_PERCENTAGES, *_SECONDS))

    def _require_int(self, prop: str, allowed: str, *, most: int | None) -> None:
        value = getattr(self, prop)
        if value is None:
            return
        require_known(prop, value)
        if type(value) is not int or value < 1 or (most is not None and value > most):
            raise ConstructError(f"{prop} must be an int, {allowed}, got {seen(value)}")


def _most_bad_minutes() -> int:
    """The longest window of an alarm, less what the longest function needs of it."""
    rest = periods_to_see(
        SCALING_MINUTES,
        period_seconds=PERIOD_SECONDS,
        timeout_seconds=limits.FUNCTION_TIMEOUT.given("CapacityProviderConfig").maximum or 0,
    )
    return (evaluation_periods_limit(PERIOD_SECONDS).maximum or 0) - rest
