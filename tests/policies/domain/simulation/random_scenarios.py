"""Scenarios of every kind, drawn at random."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policies.domain.alarms import AlarmWindow
from policies.domain.rollouts import AllAtOnce, Canary, Linear, Strategy
from policies.domain.simulation import (
    CompositeAlarm,
    Delays,
    Health,
    MetricAlarm,
    MetricMath,
    Missing,
    Scenario,
    Scope,
    Traffic,
    WatchedMetric,
)

if TYPE_CHECKING:
    from random import Random

SCOPES = (Scope.NEW_VERSION, Scope.NEW_VERSION, Scope.ALIAS)


def strategy(random: Random) -> Strategy:
    kind = random.randrange(8)
    if kind == 0:
        return AllAtOnce()
    if kind < 5:
        return Canary(random.randint(1, 99), random.randint(1, 8))
    return Linear(random.randint(15, 99), random.randint(1, 3))


def window(random: Random) -> AlarmWindow:
    periods = random.randint(1, 4)
    return AlarmWindow(
        random.choice((60, 60, 60, 60, 120, 300)), periods, random.randint(1, periods)
    )


def alarm(random: Random, name: str) -> MetricAlarm:
    """An alarm on failures: its threshold is above what a healthy version reaches."""
    scope = random.choice(SCOPES)
    missing = random.choice((Missing.NOT_BREACHING, Missing.MISSING, Missing.IGNORE))
    errors = WatchedMetric(scope, "Errors")
    metric: WatchedMetric | MetricMath = errors
    threshold = random.choice((1, 1, 3, 20))
    if random.random() < 0.3:
        parts = {"e": errors, "i": WatchedMetric(scope, "Invocations")}
        metric, threshold = MetricMath("100 * e / i", parts), random.choice((1, 5, 50))
    return MetricAlarm(name, metric, threshold, window(random), missing=missing)


def traffic(random: Random) -> Traffic:
    level = random.choice((0, 0.2, 3, 40, 600, 600, 20_000))
    pattern = [level * random.random() for _ in range(random.choice((1, 1, 2, 5)))]
    return Traffic(tuple(pattern))


def scenario(random: Random) -> Scenario:
    alarms: list[MetricAlarm | CompositeAlarm] = [
        alarm(random, f"a{number}") for number in range(random.choice((0, 1, 1, 1, 1, 2)))
    ]
    stops_on = None
    if len(alarms) == 2:
        joint = random.choice(("ALARM(a0) OR ALARM(a1)", "ALARM(a0) AND NOT OK(a1)"))
        alarms.append(CompositeAlarm("both", joint))
        stops_on = random.choice((None, ("both",), ("a1",)))
    rate = random.choice((0, 0.001, 0.05, 0.5, 1.0, 1.0))
    found = Scenario(
        strategy(random),
        traffic(random),
        Health(rate, throttle_rate=random.choice((0, 0, 0.1)), hang_minutes=_hang(random)),
        Health(random.choice((0, 0, 0.001, 0.05))),
        tuple(alarms),
        stops_on,
        rolls_back=random.random() < 0.9,
        breaks_after=random.choice((0, 0, 3)),
        delays=Delays(
            random.choice((0, 1, 1, 2)), random.choice((1, 1, 2)), random.choice((0, 0, 1))
        ),
    )
    return replace(found, minutes=found.end + random.randint(4, 6))


def _hang(random: Random) -> int:
    return random.choice((0, 0, 0, 0, 2))
