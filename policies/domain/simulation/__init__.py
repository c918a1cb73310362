"""A rollout played minute by minute: who gets which version, which alarm fires, what it saves.

Values in, values out: a `Scenario` is played by `simulate`, many times by `forecast`, and with
other rollouts by `compared`. What the model leaves out is written down in docs/simulator.md.
"""

from policies.domain.simulation.alarm import CompositeAlarm, MetricAlarm, MetricMath
from policies.domain.simulation.alarm_evaluation import Missing, State
from policies.domain.simulation.forecast import (
    Forecast,
    Spread,
    alternatives,
    compared,
    forecast,
)
from policies.domain.simulation.metrics import Scope, WatchedMetric
from policies.domain.simulation.scenario import Delays, Scenario
from policies.domain.simulation.simulation import (
    Minute,
    Observation,
    Run,
    Verdict,
    simulate,
)
from policies.domain.simulation.traffic import Health, Traffic

__all__ = [
    "CompositeAlarm",
    "Delays",
    "Forecast",
    "Health",
    "MetricAlarm",
    "MetricMath",
    "Minute",
    "Missing",
    "Observation",
    "Run",
    "Scenario",
    "Scope",
    "Spread",
    "State",
    "Traffic",
    "Verdict",
    "WatchedMetric",
    "alternatives",
    "compared",
    "forecast",
    "simulate",
]
