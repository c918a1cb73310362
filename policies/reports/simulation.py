"""A simulated rollout as text for people and as data for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policies.domain.simulation import CompositeAlarm
from policies.reports.plain import harmless_json, plain
from policies.reports.rollout_chart import UNICODE, Glyphs, chart
from policies.reports.simulation_words import (
    described,
    ending,
    number,
    percent,
    reason,
    spread,
    verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.domain.simulation import Forecast, Health, Spread
    from policies.gate.rollout_simulation import RolloutSimulation

SCHEMA = 1


def render(
    simulation: RolloutSimulation, glyphs: Glyphs = UNICODE, *, coloured: bool = False
) -> str:
    """The verdict first, what was played, each alarm with its reason, then the chart."""
    rollout, scenario = simulation.rollout, simulation.scenario
    run = simulation.forecast.typical
    lines = [verdict(simulation), ""]
    lines.append(f"release  {rollout.release.path}: {rollout.strategy}")
    lines.append(f"traffic  {_traffic(simulation)}")
    lines.append(f"faults   {_faults(simulation)}")
    alarms = {alarm.name: alarm for alarm in scenario.alarms}
    for title, (name, alarm) in zip(_once("alarms"), alarms.items(), strict=False):
        asked = "" if name in scenario.asked else " (only asked by others)"
        lines.append(f"{title:8} {name}{asked}: {described(alarm)}")
        lines.append(f"{'':8} {reason(alarm, run.alarms[name], scenario)}")
    if not alarms:
        lines.append("alarms   none")
    for title, each in zip(_once("not simulated"), rollout.alarms.unplayable, strict=False):
        lines.append(f"{title or ' ' * 13}  {each.name}: {each.reason}")
    lines += [f"note     {remark}" for remark in rollout.remarks]
    text = "\n".join(map(plain, lines)) + "\n"
    text += chart(run, list(alarms), glyphs, coloured=coloured)
    return text + "".join(_table(simulation))


def render_json(simulation: RolloutSimulation) -> str:
    """The simulation as one JSON object, of a schema that only grows."""
    return harmless_json(json.dumps(_document(simulation), indent=2)) + "\n"


def _once(title: str) -> Iterator[str]:
    yield title
    while True:
        yield ""


def _traffic(simulation: RolloutSimulation) -> str:
    assumptions, scenario = simulation.assumptions, simulation.scenario
    pattern = ", ".join(map(number, assumptions.traffic.pattern))
    repeated = ", over and over" if len(assumptions.traffic.pattern) > 1 else ""
    how = f"seed {assumptions.seed}" if assumptions.runs else "expected values"
    return f"{pattern} requests per minute{repeated}, for {scenario.horizon} min ({how})"


def _faults(simulation: RolloutSimulation) -> str:
    assumptions = simulation.assumptions
    begins = f" from minute {assumptions.breaks_after} on" if assumptions.breaks_after else ""
    return (
        f"new version: {_health(assumptions.new)}{begins}; old version: {_health(assumptions.old)}"
    )


def _health(health: Health) -> str:
    told = [f"{percent(health.error_rate)} fail"]
    if health.hang_minutes:
        told[0] += f" after {health.hang_minutes} min"
    if health.throttle_rate:
        told.append(f"{percent(health.throttle_rate)} throttled")
    if health.duration_ms is not None:
        told.append(f"{number(health.duration_ms)} ms each")
    return ", ".join(told)


def _table(simulation: RolloutSimulation) -> Iterator[str]:
    """What other rollouts would have cost, each in a line."""
    if not simulation.compared:
        return
    rows = [
        (str(strategy), ending(simulation.scenario, forecast), spread(forecast.failed_new))
        for strategy, forecast in simulation.compared.items()
    ]
    horizon = len(next(iter(simulation.compared.values())).typical.minutes)
    head = ("rollout", "ends", f"failed within {horizon} min")
    first, second = (max(len(row[n]) for row in (head, *rows)) for n in (0, 1))
    yield "\n"
    own = str(simulation.rollout.strategy)
    for row in (head, *rows):
        mark = "*" if row[0] == own else " "
        yield f"{mark} {row[0]:{first}}  {row[1]:{second}}  {row[2]}\n"


def _document(simulation: RolloutSimulation) -> dict[str, Any]:
    rollout, scenario = simulation.rollout, simulation.scenario
    assumptions, forecast = simulation.assumptions, simulation.forecast
    run = forecast.typical
    return {
        "schema": SCHEMA,
        "release": rollout.release.path,
        "template": str(rollout.release.alias.template.path),
        "strategy": str(rollout.strategy),
        "rolls_back": rollout.rolls_back,
        "assumptions": {
            "requests_per_minute": list(assumptions.traffic.pattern),
            "new": _health_data(assumptions.new),
            "old": _health_data(assumptions.old),
            "breaks_after": assumptions.breaks_after,
            "minutes": scenario.horizon,
            "delays": {
                name: getattr(assumptions.delays, name)
                for name in ("metric", "poll", "rollback", "watched_after")
            },
            "runs": assumptions.runs,
            "seed": assumptions.seed,
        },
        **_forecast_data(forecast),
        "alarms": [
            {
                "name": alarm.name,
                "asked": alarm.name in scenario.asked,
                "kind": "composite" if isinstance(alarm, CompositeAlarm) else "metric",
                "condition": described(alarm),
                "fired": run.alarms[alarm.name].fired,
                "reason": reason(alarm, run.alarms[alarm.name], scenario),
            }
            for alarm in scenario.alarms
        ],
        "not_simulated": [each._asdict() for each in rollout.alarms.unplayable],
        "remarks": list(rollout.remarks),
        "minutes": [
            {**minute._asdict(), "states": [str(state) for state in minute.states]}
            for minute in run.minutes
        ],
        "compared": [
            {"strategy": str(strategy), **_forecast_data(each)}
            for strategy, each in simulation.compared.items()
        ],
    }


def _forecast_data(forecast: Forecast) -> dict[str, Any]:
    return {
        "verdict": str(forecast.verdict),
        "runs": {str(verdict): count for verdict, count in forecast.counts.items()},
        "decided": _spread_data(forecast.decided),
        "failed": _spread_data(forecast.failed_new),
        "failed_in_rollout": _spread_data(forecast.failed_in_rollout),
        "requests": _spread_data(forecast.requests),
    }


def _spread_data(numbers: Spread) -> dict[str, float]:
    return numbers._asdict()


def _health_data(health: Health) -> dict[str, Any]:
    return {
        name: getattr(health, name)
        for name in ("error_rate", "throttle_rate", "duration_ms", "hang_minutes")
    }
