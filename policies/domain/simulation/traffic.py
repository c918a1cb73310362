"""Who calls an alias, and what becomes of the calls: traffic and the health of two versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Sums of more are no longer exact to the request, over a rollout of two days.
_MOST_PER_MINUTE: Final = 10**9
_LONGEST_HANG: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Traffic:
    """How many requests a minute the alias gets: a pattern that repeats, before the rollout too.

    Args:
        pattern: Requests in each minute, 0 to 10^9; fractions are a request now and then. The
            first is that of the minute in which the traffic first shifts.

    Raises:
        ValueError: The pattern is empty, or one of its numbers is out of range.
    """

    pattern: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.pattern:
            raise ValueError("traffic must be at least 1 number of requests per minute, got none")
        for number in self.pattern:
            if not 0 <= number <= _MOST_PER_MINUTE:
                raise ValueError(
                    f"requests per minute must be 0 to {_MOST_PER_MINUTE}, got {number:g}"
                )

    @classmethod
    def constant(cls, per_minute: float) -> Traffic:
        """The same in every minute."""
        return cls((per_minute,))

    def expected(self, minute: int) -> float:
        """What a minute has on average; minutes before the rollout are negative."""
        return self.pattern[minute % len(self.pattern)]


@dataclass(frozen=True, slots=True)
class Health:
    """What becomes of the requests that one version gets.

    Args:
        error_rate: The share of its invocations that fail, 0 to 1.
        throttle_rate: The share of its requests that Lambda throttles, 0 to 1. A throttled request
            is neither an invocation nor an error: other metrics and other alarms tell of it.
        duration_ms: How long each of its invocations takes; None where no alarm asks. All take the
            same: a percentile tells two versions apart, never the tail of one.
        hang_minutes: How long an invocation runs before it fails, in whole minutes, at most a day.
            Lambda tells of it only then, dated by its start.

    Raises:
        ValueError: One of them is out of range.

    See: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    """

    error_rate: float = 0.0
    throttle_rate: float = 0.0
    duration_ms: float | None = None
    hang_minutes: int = 0

    def __post_init__(self) -> None:
        for label, rate in (("error", self.error_rate), ("throttle", self.throttle_rate)):
            if not 0 <= rate <= 1:
                raise ValueError(f"{label} rate must be 0 to 1, got {rate:g}")
        if self.duration_ms is not None and not 0 <= self.duration_ms < float("inf"):
            raise ValueError(f"duration must be at least 0 ms, got {self.duration_ms:g} ms")
        if not 0 <= self.hang_minutes <= _LONGEST_HANG:
            raise ValueError(f"hang must be 0 to {_LONGEST_HANG} min, got {self.hang_minutes} min")
