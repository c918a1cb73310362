"""A release's rollout under one traffic, played: what the reports show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.domain.simulation import Scenario, compared, forecast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.domain.rollouts import Strategy
    from policies.domain.simulation import Delays, Forecast, Health, Traffic
    from policies.gate.simulated_rollout import SimulatedRollout


class Assumptions(NamedTuple):
    """What no template tells.

    Attributes:
        traffic: What the alias is called by.
        new: The health of the new version.
        old: The health of the old version.
        breaks_after: The minute of the rollout in which the fault begins.
        delays: How slow metrics, alarms and CodeDeploy are.
        minutes: How many minutes are played; None is until half an hour after the rollout.
        runs: How often it is played; 0 is once, by expected values.
        seed: Equal seeds give equal runs.
    """

    traffic: Traffic
    new: Health
    old: Health
    breaks_after: int
    delays: Delays
    minutes: int | None
    runs: int
    seed: int


class RolloutSimulation(NamedTuple):
    """What was played, and how it went; `compared` is empty unless it was asked for."""

    rollout: SimulatedRollout
    scenario: Scenario
    assumptions: Assumptions
    forecast: Forecast
    compared: Mapping[Strategy, Forecast]


def simulated(
    rollout: SimulatedRollout, assumptions: Assumptions, *, compare: bool = False
) -> RolloutSimulation:
    """The rollout played.

    Raises:
        ValueError: A number is out of range.
    """
    scenario = Scenario(
        rollout.strategy,
        assumptions.traffic,
        assumptions.new,
        assumptions.old,
        rollout.alarms.alarms,
        rollout.alarms.asked,
        rollout.rolls_back,
        assumptions.breaks_after,
        assumptions.minutes,
        assumptions.delays,
    )
    runs, seed = assumptions.runs, assumptions.seed
    others = compared(scenario, runs=runs, seed=seed) if compare else {}
    return RolloutSimulation(
        rollout, scenario, assumptions, forecast(scenario, runs=runs, seed=seed), others
    )
