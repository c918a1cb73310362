"""What is simulated: a rollout, who watches it, who calls, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from policies.domain.limits import ROLLOUT_DURATION
from policies.domain.simulation.alarm import CompositeAlarm, MetricAlarm
from policies.domain.simulation.traffic import Health, Traffic

if TYPE_CHECKING:
    from policies.domain.rollouts import Strategy

Alarm: TypeAlias = "MetricAlarm | CompositeAlarm"

DEFAULT_MINUTES_AFTERWARDS: Final = 30
_LONGEST_DELAY: Final = 24 * 60
# Four times the longest rollout: nobody waits for more to be played.
_MOST_MINUTES: Final = 4 * (ROLLOUT_DURATION.maximum or 0)


@dataclass(frozen=True, slots=True)
class Delays:
    """What passes between a request that fails and the traffic that goes back, in whole minutes.

    AWS states none of these. A metric of Lambda that is there a minute after its minute, and a
    CodeDeploy that asks for the alarms every minute, are what people see on a good day. None may
    be longer than a day.

    Args:
        metric: From the end of a minute until alarms see it, at least 0.
        poll: From one look of CodeDeploy at the alarms to the next, at least 1.
        rollback: From that look until the old version has all traffic, at least 0.
        watched_after: How long after the last shift alarms still stop the rollout, at least 0: a
            hook after the traffic may run for an hour, and AWS does not say who watches meanwhile.

    Raises:
        ValueError: One of them is out of range.
    """

    metric: int = 1
    poll: int = 1
    rollback: int = 0
    watched_after: int = 0

    def __post_init__(self) -> None:
        least = {"metric": 0, "poll": 1, "rollback": 0, "watched_after": 0}
        for name, minimum in least.items():
            value = getattr(self, name)
            if not minimum <= value <= _LONGEST_DELAY:
                label = name.replace("_", " ")
                raise ValueError(
                    f"{label} delay must be {minimum} to {_LONGEST_DELAY} min, got {value} min"
                )


_HEALTHY: Final = Health()
_USUAL_DELAYS: Final = Delays()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One rollout under one traffic.

    Args:
        strategy: How the traffic moves.
        traffic: What the alias is called by, from before the rollout on.
        new: The health of the new version from minute `breaks_after` on.
        old: The health of the old version, and until then of the new one.
        alarms: The alarms; a composite one after those that it asks.
        stops_on: The names of those that CodeDeploy asks; None is all.
        rolls_back: Whether the traffic goes back when an alarm stops the rollout; where it does
            not, it stays split as it was.
        breaks_after: The minute of the rollout in which the fault begins, 0 to the last one played.
        minutes: How many minutes are played, more than the rollout takes and at most 11520; None is
            until half an hour after it.
        delays: How slow metrics, alarms and CodeDeploy are.

    Raises:
        ValueError: A number is out of range, alarms share a name, `stops_on` names none of them, or
            one asks for a duration that is not given.
    """

    strategy: Strategy
    traffic: Traffic
    new: Health
    old: Health = _HEALTHY
    alarms: tuple[Alarm, ...] = ()
    stops_on: tuple[str, ...] | None = None
    rolls_back: bool = True
    breaks_after: int = 0
    minutes: int | None = None
    delays: Delays = _USUAL_DELAYS

    def __post_init__(self) -> None:
        if not self.end < self.horizon <= _MOST_MINUTES:
            raise ValueError(
                f"minutes must be {self.end + 1} to {_MOST_MINUTES} to play the {self.strategy}, "
                f"got {self.horizon}"
            )
        if not 0 <= self.breaks_after < self.horizon:
            raise ValueError(
                f"fault must begin in minute 0 to {self.horizon - 1}, got {self.breaks_after}"
            )
        names = [alarm.name for alarm in self.alarms]
        if len(set(names)) < len(names):
            raise ValueError(f"alarms must have names of their own, got {', '.join(names)}")
        for alarm in self.alarms:
            if isinstance(alarm, MetricAlarm):
                self._require_durations(alarm)
        unknown = set(self.stops_on or ()) - set(names)
        if unknown:
            raise ValueError(f"stops_on must name alarms, got {', '.join(sorted(unknown))}")

    def _require_durations(self, alarm: MetricAlarm) -> None:
        for metric in alarm.watched:
            is_unknown = (metric.counts_new and self.new.duration_ms is None) or (
                metric.counts_old and self.old.duration_ms is None
            )
            if metric.name == "Duration" and is_unknown:
                raise ValueError(f"{alarm.name} asks for durations: versions must have one")

    @property
    def end(self) -> int:
        """The minute from which on no alarm stops the rollout any more."""
        return self.strategy.minutes + self.delays.watched_after

    @property
    def horizon(self) -> int:
        """How many minutes are played, from the first traffic shift on."""
        return self.end + DEFAULT_MINUTES_AFTERWARDS if self.minutes is None else self.minutes

    @property
    def minutes_before(self) -> int:
        """How many minutes before the rollout its alarms look back."""
        return self.delays.metric + max(
            (
                alarm.datapoints * alarm.period_minutes
                for alarm in self.alarms
                if isinstance(alarm, MetricAlarm)
            ),
            default=0,
        )

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the alarms that stop the rollout."""
        return tuple(a.name for a in self.alarms) if self.stops_on is None else self.stops_on
