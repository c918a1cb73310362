"""What CloudWatch makes of the requests: the metrics of Lambda that an alarm can ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from policies.domain.simulation.traffic import Health

_METRICS: Final = ("Errors", "Invocations", "Throttles", "Duration")
_PLAIN: Final = frozenset({"Sum", "SampleCount", "Average", "Maximum", "Minimum"})
_PERCENTILE: Final = re.compile(r"p(\d+(?:\.\d+)?)")


class Scope(StrEnum):
    """Whose requests a metric counts: its dimensions, in the words of the release.

    See: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
    """

    ALIAS = "alias"
    NEW_VERSION = "new version"
    OLD_VERSION = "old version"


# How many requests are throttled, succeed and fail.
Fates: TypeAlias = tuple[float, float, float]


class Sums(NamedTuple):
    """What one version did in a period, as far as Lambda has told of it."""

    throttled: float
    invocations: float
    failed: float
    duration_ms: float


class VersionTally:
    """The requests of one version, added up by the minute.

    Args:
        minutes_before: How many minutes before the rollout it begins; no period begins earlier.
        health: The health of the version.
    """

    __slots__ = ("_before", "_duration_ms", "_hang", "failed", "succeeded", "throttled")

    def __init__(self, minutes_before: int, health: Health) -> None:
        self._before = minutes_before
        self._duration_ms = health.duration_ms or 0.0
        self._hang = health.hang_minutes
        # Each holds what came before a minute; the minute of index `minutes_before` is 0.
        self.throttled: list[float] = [0]
        self.succeeded: list[float] = [0]
        self.failed: list[float] = [0]

    def add(self, throttled: float, succeeded: float, failed: float) -> None:
        """One minute more."""
        self.throttled.append(self.throttled[-1] + throttled)
        self.succeeded.append(self.succeeded[-1] + succeeded)
        self.failed.append(self.failed[-1] + failed)

    def between(self, start: int, end: int, now: int) -> Sums:
        """What the minutes from `start` to before `end` show at minute `now`.

        An invocation is told of when it ends, dated by its start.
        """
        first, last = start + self._before, end + self._before
        told = last
        if self._hang:
            told = max(first, min(last, now - self._hang + self._before))
        failed = self.failed[told] - self.failed[first]
        return Sums(
            self.throttled[last] - self.throttled[first],
            self.succeeded[last] - self.succeeded[first] + failed,
            failed,
            self._duration_ms,
        )


class Tally:
    """The requests of both versions.

    Args:
        minutes_before: How many minutes before the rollout it begins.
        old: The health of the old version.
        new: The health of the new version, once it is broken.
        breaks_after: The minute from which on it is; until then it is as healthy as the old one.
    """

    __slots__ = ("_breaks_after", "_broken", "_old", "_unbroken", "hangs")

    def __init__(self, minutes_before: int, old: Health, new: Health, breaks_after: int) -> None:
        self._old = VersionTally(minutes_before, old)
        self._broken = VersionTally(minutes_before, new)
        self._unbroken = VersionTally(minutes_before, old) if breaks_after else None
        self._breaks_after = breaks_after
        # Whether anything is told later than in its own minute.
        self.hangs = old.hang_minutes > 0 or new.hang_minutes > 0

    def add(self, minute: int, old: Fates, new: Fates) -> None:
        """One minute more, of which this became of the requests of each version."""
        self._old.add(*old)
        if self._unbroken is None:
            self._broken.add(*new)
        elif minute < self._breaks_after:
            self._unbroken.add(*new)
            self._broken.add(0, 0, 0)
        else:
            self._unbroken.add(0, 0, 0)
            self._broken.add(*new)

    def between(self, scope: Scope, start: int, end: int, now: int) -> tuple[Sums, ...]:
        """What each version of the scope shows at minute `now` of the minutes in between."""
        if scope is Scope.OLD_VERSION:
            return (self._old.between(start, end, now),)
        new: tuple[Sums, ...] = (self._broken.between(start, end, now),)
        if self._unbroken is not None:
            new = (*new, self._unbroken.between(start, end, now))
        if scope is Scope.NEW_VERSION:
            return new
        return (self._old.between(start, end, now), *new)


@dataclass(frozen=True, slots=True)
class WatchedMetric:
    """A metric of AWS/Lambda with one statistic, as an alarm on a release asks for it.

    Args:
        scope: Whose requests it counts.
        name: Errors, Invocations, Throttles or Duration.
        statistic: Sum, SampleCount, Average, Maximum, Minimum or a percentile such as p99.

    Raises:
        ValueError: The simulation knows no such metric or statistic.

    See: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    """

    scope: Scope
    name: str
    statistic: str = "Sum"

    def __post_init__(self) -> None:
        if self.name not in _METRICS:
            raise ValueError(f"simulated metrics are {', '.join(_METRICS)}, got {self.name}")
        if self.statistic in _PLAIN:
            return
        found = _PERCENTILE.fullmatch(self.statistic)
        if found is None or not 0 <= float(found[1]) <= 100:  # noqa: PLR2004 - in percent
            raise ValueError(
                f"simulated statistics are {', '.join(sorted(_PLAIN))} and percentiles such as "
                f"p99, got {self.statistic}"
            )

    @property
    def counts_new(self) -> bool:
        """Whether requests of the new version are among those it counts."""
        return self.scope is not Scope.OLD_VERSION

    @property
    def counts_old(self) -> bool:
        """Whether requests of the old version are."""
        return self.scope is not Scope.NEW_VERSION

    def value(self, tally: Tally, start: int, end: int, now: int) -> float | None:
        """What the metric shows of these minutes; None where nobody called, which is no data."""
        versions = tally.between(self.scope, start, end, now)
        if self.name == "Duration":
            return self._statistic([(each.duration_ms, each.invocations) for each in versions])
        throttled = invocations = failed = 0.0
        for each in versions:
            throttled += each.throttled
            invocations += each.invocations
            failed += each.failed
        if self.name == "Invocations":
            return self._statistic([(1.0, invocations)])
        bad, samples = failed, invocations
        if self.name == "Throttles":
            bad, samples = throttled, invocations + throttled
        if self.statistic == "Sum":  # the only one that most alarms ask for
            return bad if samples > 0 else None
        # Lambda sends a 1 for each request of which it is so, and a 0 for each of which it is not.
        return self._statistic([(0.0, samples - bad), (1.0, bad)])

    def _statistic(self, samples: list[tuple[float, float]]) -> float | None:
        """The statistic of values, each with how often it occurs."""
        present = sorted((value, count) for value, count in samples if count > 0)
        total = sum(count for _, count in present)
        if not total:
            return None
        values = [value for value, _ in present]
        summed = sum(value * count for value, count in present)
        plain = {
            "SampleCount": total,
            "Sum": summed,
            "Average": summed / total,
            "Minimum": values[0],
            "Maximum": values[-1],
        }
        if self.statistic in plain:
            return plain[self.statistic]
        wanted, reached = float(self.statistic[1:]) / 100 * total, 0.0
        for value, count in present[:-1]:
            reached += count
            if reached >= wanted:
                return value
        return values[-1]
