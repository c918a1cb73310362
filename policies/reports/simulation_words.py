"""What a simulation says, in words: the verdict, and why each alarm fired or did not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from policies.domain.simulation import CompositeAlarm, MetricAlarm, MetricMath, Verdict
from policies.reports.counts import counted

if TYPE_CHECKING:
    from policies.domain.simulation import Forecast, Observation, Scenario, Spread
    from policies.gate.rollout_simulation import RolloutSimulation

_SIGNS = {
    "GreaterThanOrEqualToThreshold": ">=",
    "GreaterThanThreshold": ">",
    "LessThanOrEqualToThreshold": "<=",
    "LessThanThreshold": "<",
}


def verdict(simulation: RolloutSimulation) -> str:
    """One line: how the rollout ends, when, and what it costs."""
    scenario, forecast = simulation.scenario, simulation.forecast
    failed = spread(forecast.failed_new)
    noun = "request" if failed == "1" else "requests"
    until = "" if _is_over(forecast) else f" within {scenario.horizon} min"
    return f"{_ending(simulation)}; {failed} {noun} of the new version failed{until}"


def ending(scenario: Scenario, forecast: Forecast) -> str:
    """How most runs end, in a few words."""
    return f"{forecast.verdict}{_runs(forecast)}" if scenario.asked else "completed, no alarm"


def number(value: float) -> str:
    """A number as people read it: `1,800`, `0.25`."""
    if not math.isfinite(value):  # metric math can leave the range of numbers
        return str(value)
    if value >= 100 or value == round(value):  # noqa: PLR2004 - then fractions say nothing
        return f"{value:,.0f}"
    return f"{value:.3g}"


def spread(numbers: Spread) -> str:
    """The median and, where runs differ, what nine of ten lie between."""
    if numbers.low == numbers.high:
        return number(numbers.median)
    return f"{number(numbers.median)} ({number(numbers.low)} to {number(numbers.high)})"


def percent(rate: float) -> str:
    """A share in percent."""
    return f"{number(100 * rate)} %"


def described(alarm: MetricAlarm | CompositeAlarm) -> str:
    """What an alarm asks for."""
    if isinstance(alarm, CompositeAlarm):
        return " ".join(alarm.rule.split())
    window = alarm.window
    metric = alarm.metric
    if isinstance(metric, MetricMath):
        subject = " ".join(metric.text.split())
    else:
        of = "alias" if metric.scope == "alias" else str(metric.scope)
        subject = f"{metric.statistic} of {metric.name} of the {of}"
    return (
        f"{subject} {_SIGNS[alarm.comparison]} {number(alarm.threshold)} in "
        f"{window.datapoints_to_alarm} of {window.evaluation_periods} x {window.period_seconds} s"
    )


def reason(alarm: MetricAlarm | CompositeAlarm, seen: Observation, scenario: Scenario) -> str:
    """Why an alarm fired in a run, or did not."""
    if seen.fired is not None:
        late = seen.fired - scenario.end
        when = f"fired after {seen.fired} min" if seen.fired else "was firing beforehand"
        return f"{when}, {late} min too late" if late > 0 else when
    if isinstance(alarm, CompositeAlarm):
        return "never fired"
    if seen.peak is None:
        return "never fired: it had no data"
    if not seen.most_bad:
        extreme = "highest" if alarm.fires_above else "lowest"
        return f"never fired: its {extreme} value was {number(seen.peak)}"
    needed = alarm.window.datapoints_to_alarm
    return f"never fired: it saw {counted(seen.most_bad, 'bad period')} at once and needs {needed}"


def _ending(simulation: RolloutSimulation) -> str:
    scenario, forecast = simulation.scenario, simulation.forecast
    runs = _runs(forecast)
    after = f"{',' if runs else ''} after {spread(forecast.decided)} of {scenario.end} min"
    match forecast.verdict:
        case Verdict.ROLLED_BACK if forecast.decided.high == 0:
            return f"stopped before it began{runs}"
        case Verdict.ROLLED_BACK:
            return f"rolled back{runs}{after}"
        case Verdict.STOPPED:
            return f"stopped{runs}{after}, and not rolled back"
        case Verdict.TOO_LATE:
            fired = forecast.typical.fired
            first = min(fired[name] for name in scenario.asked if name in fired)
            ends = f"completed after {scenario.end} min" if scenario.end else "completed at once"
            unseen = "" if first > scenario.end else ", between two looks of CodeDeploy"
            return f"too late{runs}: {ends}, an alarm fired after {first} min{unseen}"
        case Verdict.COMPLETED:
            return f"completed{runs}: {_why_completed(simulation)}"


def _why_completed(simulation: RolloutSimulation) -> str:
    """Why no alarm stopped it: those that are not played, and those that only others ask, aside."""
    is_partial = bool(simulation.rollout.alarms.unplayable)
    if not simulation.scenario.asked:
        return f"no alarm {'could be simulated' if is_partial else 'watches'}"
    subject = "no alarm that could be simulated" if is_partial else "no alarm"
    return f"{subject} {'stopped it' if simulation.forecast.typical.fired else 'fired'}"


def _is_over(forecast: Forecast) -> bool:
    """Whether nothing fails any more when the rollout has ended."""
    return set(forecast.counts) == {Verdict.ROLLED_BACK}


def _runs(forecast: Forecast) -> str:
    if forecast.typical_seed is None:
        return ""
    here = forecast.counts[forecast.verdict]
    if here == forecast.runs:
        return f" in all {forecast.runs} runs" if here > 1 else ""
    others = ", ".join(
        f"{other} in {count}"
        for other, count in forecast.counts.items()
        if other is not forecast.verdict
    )
    return f" in {here} of {forecast.runs} runs ({others})"
