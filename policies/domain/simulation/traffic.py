"""Who calls an alias, and what becomes of the calls: traffic and the health of two versions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Traffic:
    """How many requests a minute the alias gets: a pattern that repeats, before the rollout too.

    Args:
        pattern: Requests in each minute, at least 0; fractions are a request now and then. The
            first is that of the minute in which the traffic first shifts.

    Raises:
        ValueError: The pattern is empty, or one of its numbers is negative or no number.
    """

    pattern: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.pattern:
            raise ValueError("traffic must be at least 1 number of requests per minute, got none")
        for number in self.pattern:
            if not 0 <= number < float("inf"):
                raise ValueError(f"requests per minute must be at least 0, got {number:g}")

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
        hang_minutes: How long an invocation runs before it fails, in whole minutes. Lambda tells of
            it only then, dated by its start.

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
        if self.hang_minutes < 0:
            raise ValueError(f"hang must be at least 0 min, got {self.hang_minutes} min")
