"""A rollout played minute by minute: who gets which version, which alarm fires, what it saves."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from policies.domain.simulation.alarm import CompositeAlarm, MetricAlarm
from policies.domain.simulation.alarm_evaluation import State, evaluated
from policies.domain.simulation.chance import Expected, Sampled
from policies.domain.simulation.metrics import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.domain.rollouts import Strategy
    from policies.domain.simulation.chance import Chance
    from policies.domain.simulation.metrics import Fates
    from policies.domain.simulation.scenario import Scenario
    from policies.domain.simulation.traffic import Health

_ALL = 100
_NOTHING = (0.0, 0.0, 0.0)


class Verdict(StrEnum):
    """How a rollout ends."""

    COMPLETED = "completed"
    ROLLED_BACK = "rolled back"
    STOPPED = "stopped"
    TOO_LATE = "too late"


class Minute(NamedTuple):
    """One minute of a rollout.

    Attributes:
        minute: 0 is the one that begins with the first traffic shift.
        percentage: The new version's share of the traffic.
        new: Requests that the new version got.
        old: Requests that the old version got.
        failed_new: How many of the new version's failed or were throttled.
        failed_old: The same of the old version.
        states: Of each alarm at its beginning.
    """

    minute: int
    percentage: int
    new: float
    old: float
    failed_new: float
    failed_old: float
    states: tuple[State, ...]


class Observation(NamedTuple):
    """What an alarm saw of a rollout.

    Attributes:
        fired: The minute in which it was first in the state ALARM, None when it never was.
        peak: The worst value of a period since the rollout began; None where it had no data, and
            for a composite alarm.
        most_bad: How many bad periods it saw at once, at most.
    """

    fired: int | None
    peak: float | None = None
    most_bad: int = 0


class Run(NamedTuple):
    """A rollout that was played.

    Attributes:
        verdict: How it ended: `too late` has completed although an alarm fired.
        decided: The minute in which it was rolled back, stopped or completed.
        alarms: What each alarm saw.
        minutes: Every minute until the horizon.
    """

    verdict: Verdict
    decided: int
    alarms: Mapping[str, Observation]
    minutes: tuple[Minute, ...]

    @property
    def fired(self) -> dict[str, int]:
        """The minute in which each alarm that fired first did so."""
        found = {name: seen.fired for name, seen in self.alarms.items()}
        return {name: minute for name, minute in found.items() if minute is not None}

    @property
    def requests(self) -> float:
        """All requests until the horizon."""
        return sum(minute.new + minute.old for minute in self.minutes)

    @property
    def failed_new(self) -> float:
        """The failed requests of the new version until the horizon."""
        return sum(minute.failed_new for minute in self.minutes)

    @property
    def failed_in_rollout(self) -> float:
        """Those of them before the rollout was rolled back, stopped or completed."""
        return sum(minute.failed_new for minute in self.minutes[: self.decided])

    @property
    def failed_afterwards(self) -> float:
        """Those of them from then on."""
        return sum(minute.failed_new for minute in self.minutes[self.decided :])


def simulate(scenario: Scenario, seed: int | str | None = None) -> Run:
    """The scenario played: by chance with a seed, by expected values without one.

    In each minute first CloudWatch evaluates the alarms, then CodeDeploy asks for them, then it
    shifts traffic: an alarm that fires in the minute of the last shift is still in time.
    """
    return _Play(scenario, Expected() if seed is None else Sampled(seed)).run()


class _Play:
    def __init__(self, scenario: Scenario, chance: Chance) -> None:
        self._scenario, self._chance = scenario, chance
        self._tally = Tally(
            scenario.minutes_before, scenario.old, scenario.new, scenario.breaks_after
        )
        self._watches = [
            _Watch(alarm) for alarm in scenario.alarms if isinstance(alarm, MetricAlarm)
        ]
        self._composites = [alarm for alarm in scenario.alarms if isinstance(alarm, CompositeAlarm)]
        self._states: dict[str, State] = {
            alarm.name: State.INSUFFICIENT_DATA for alarm in scenario.alarms
        }

    def run(self) -> Run:
        scenario, delays = self._scenario, self._scenario.delays
        self._play_before()
        asked, states = scenario.asked, self._states
        end = scenario.end
        shares = _shares(scenario.strategy)
        stopped_at: int | None = None
        fired: dict[str, int] = {}
        minutes = []
        percentage = 0
        for minute in range(scenario.horizon):
            self._evaluate(minute)
            for name, state in states.items():
                if state is State.ALARM:
                    fired.setdefault(name, minute)
            if stopped_at is None and minute <= end:
                if minute % delays.poll == 0 and any(states[a] is State.ALARM for a in asked):
                    stopped_at = minute
                else:
                    percentage = shares.get(minute, percentage)
            if (
                stopped_at is not None
                and scenario.rolls_back
                and minute >= stopped_at + delays.rollback
            ):
                percentage = 0
            minutes.append(self._play(minute, percentage, tuple(states.values())))
        observed = {
            **{name: Observation(fired.get(name)) for name in states},
            **{w.alarm.name: w.observed(fired.get(w.alarm.name)) for w in self._watches},
        }
        if stopped_at is not None:
            verdict = Verdict.ROLLED_BACK if scenario.rolls_back else Verdict.STOPPED
            return Run(verdict, stopped_at, observed, tuple(minutes))
        late = any(name in fired for name in asked)
        return Run(Verdict.TOO_LATE if late else Verdict.COMPLETED, end, observed, tuple(minutes))

    def _play_before(self) -> None:
        """The minutes that alarms look back to: the old version has all traffic."""
        scenario, chance, tally = self._scenario, self._chance, self._tally
        is_seen = any(watch.sees_old for watch in self._watches)
        fates = _NOTHING
        for minute in range(-scenario.minutes_before, 0):
            if is_seen:
                arrivals = chance.arrivals(scenario.traffic.expected(minute))
                fates = _fates(arrivals, scenario.old, chance)
            tally.add(minute, fates, _NOTHING)

    def _evaluate(self, minute: int) -> None:
        now = minute - self._scenario.delays.metric
        for watch in self._watches:
            name = watch.alarm.name
            self._states[name] = watch.state(self._tally, now, self._states[name])
        for alarm in self._composites:
            holds = alarm.parsed.holds(self._states)
            self._states[alarm.name] = State.ALARM if holds else State.OK

    def _play(self, minute: int, percentage: int, states: tuple[State, ...]) -> Minute:
        scenario, chance, tally = self._scenario, self._chance, self._tally
        arrivals = chance.arrivals(scenario.traffic.expected(minute))
        new = chance.part(arrivals, percentage / _ALL)
        old = arrivals - new
        health = scenario.new if minute >= scenario.breaks_after else scenario.old
        of_new = _fates(new, health, chance)
        of_old = _fates(old, scenario.old, chance)
        tally.add(minute, of_old, of_new)
        failed_new, failed_old = new - of_new[1], old - of_old[1]
        return Minute(minute, percentage, new, old, failed_new, failed_old, states)


def _fates(count: float, health: Health, chance: Chance) -> Fates:
    throttled = chance.part(count, health.throttle_rate)
    failed = chance.part(count - throttled, health.error_rate)
    return throttled, max(0, count - throttled - failed), failed


def _shares(strategy: Strategy) -> dict[int, int]:
    return {step.minute: step.percentage for step in strategy.timeline}


class _Watch:
    """An alarm while a scenario is played."""

    def __init__(self, alarm: MetricAlarm) -> None:
        self.alarm = alarm
        self._period = alarm.period_minutes
        self._known: dict[int, bool | None] = {}
        self._peak: float | None = None
        self._most_bad = 0

    @property
    def sees_old(self) -> bool:
        """Whether it sees any request of the old version."""
        return any(metric.counts_old for metric in self.alarm.watched)

    def observed(self, fired: int | None) -> Observation:
        """What it saw of the rollout."""
        return Observation(fired, self._peak, self._most_bad)

    def state(self, tally: Tally, now: int, current: State) -> State:
        """Its state at minute `now`: its periods end there, and slide on by a minute each time."""
        alarm, known = self.alarm, self._known
        period, window = self._period, alarm.window
        # What a minute shows changes only where a failure is told later: else it is looked at once.
        changes = tally.hangs
        points = []
        for end in range(now - (alarm.datapoints - 1) * period, now + 1, period):
            if changes or end not in known:
                known[end] = self._is_bad(tally, end, now)
            points.append(known[end])
        if True in points:
            self._most_bad = max(self._most_bad, points[-window.evaluation_periods :].count(True))
        return evaluated(
            points,
            current,
            evaluation_periods=window.evaluation_periods,
            datapoints_to_alarm=window.datapoints_to_alarm,
            missing=alarm.missing,
        )

    def _is_bad(self, tally: Tally, end: int, now: int) -> bool | None:
        alarm = self.alarm
        value = alarm.metric.value(tally, end - self._period, end, now)
        if value is None:
            return None
        peak = self._peak
        if end > 0 and (peak is None or (value > peak) is alarm.fires_above):
            self._peak = value
        return alarm.is_bad(value)
