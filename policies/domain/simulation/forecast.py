"""What chance leaves open: many runs of one scenario, and the same with other rollouts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.limits import PREDEFINED_DEPLOYMENT_CONFIGS
from policies.domain.rollouts import AllAtOnce, Canary, Linear, predefined_config
from policies.domain.simulation.scenario import DEFAULT_MINUTES_AFTERWARDS
from policies.domain.simulation.simulation import Run, Verdict, simulate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policies.domain.rollouts import Strategy
    from policies.domain.simulation.scenario import Scenario


_MOST_RUNS: Final = 100_000


class Spread(NamedTuple):
    """A number over many runs: nine of ten lie between `low` and `high`."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> Spread:
        """The spread of at least one number."""
        ordered = sorted(numbers)
        last = len(ordered) - 1
        return cls(*(ordered[round(share * last)] for share in (0.05, 0.5, 0.95)))


class Forecast(NamedTuple):
    """Many runs of one scenario.

    Attributes:
        counts: How many runs ended how.
        decided: When the runs that ended like most did so.
        failed_new: The failed requests of the new version, over all runs.
        failed_in_rollout: Those of them while the rollout went on.
        requests: All requests.
        typical: The run with the median of failed requests, among those that ended like most.
        typical_seed: What plays it again.
    """

    counts: dict[Verdict, int]
    decided: Spread
    failed_new: Spread
    failed_in_rollout: Spread
    requests: Spread
    typical: Run
    typical_seed: str | None

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return sum(self.counts.values())

    @property
    def verdict(self) -> Verdict:
        """How most runs end."""
        return max(self.counts, key=lambda verdict: self.counts[verdict])


def forecast(scenario: Scenario, *, runs: int, seed: int) -> Forecast:
    """The scenario played so many times by chance; once by expected values when `runs` is 0.

    Args:
        scenario: What is played.
        runs: 0 to 100,000.
        seed: Equal seeds give equal forecasts.

    Raises:
        ValueError: `runs` is out of range.
    """
    if not 0 <= runs <= _MOST_RUNS:
        raise ValueError(f"runs must be 0 to {_MOST_RUNS}, got {runs}")
    seeds = [f"{seed}/{number}" for number in range(runs)] if runs else [None]
    played = [(simulate(scenario, each), each) for each in seeds]
    counts = {
        verdict: number
        for verdict in Verdict
        if (number := sum(run.verdict is verdict for run, _ in played))
    }
    most = max(counts, key=lambda verdict: counts[verdict])
    alike = [(run, each) for run, each in played if run.verdict is most]
    alike.sort(key=lambda pair: pair[0].failed_new)
    typical, typical_seed = alike[len(alike) // 2]
    return Forecast(
        counts,
        Spread.of([run.decided for run, _ in alike]),
        Spread.of([run.failed_new for run, _ in played]),
        Spread.of([run.failed_in_rollout for run, _ in played]),
        Spread.of([run.requests for run, _ in played]),
        typical,
        typical_seed,
    )


def alternatives(strategy: Strategy) -> tuple[Strategy, ...]:
    """The rollouts to compare with one: those that CodeDeploy has ready, quickest first, and it."""
    ready: tuple[Strategy, ...] = (
        AllAtOnce(),
        *(Canary(10, minutes) for minutes in (5, 10, 15, 30)),
        *(Linear(10, minutes) for minutes in (1, 2, 3, 10)),
    )
    known = [each for each in ready if predefined_config(each) in PREDEFINED_DEPLOYMENT_CONFIGS]
    found = dict.fromkeys((*known, strategy))
    return tuple(sorted(found, key=lambda each: (each.minutes, -each.timeline[0].percentage)))


def compared(scenario: Scenario, *, runs: int, seed: int) -> dict[Strategy, Forecast]:
    """The scenario with each of the alternatives, all played until the same minute.

    Every rollout meets the same requests: they differ by what they let through.
    """
    strategies = alternatives(scenario.strategy)
    longest = max(each.minutes for each in strategies) + scenario.delays.watched_after
    minutes = max(longest + DEFAULT_MINUTES_AFTERWARDS, scenario.horizon)
    return {
        each: forecast(replace(scenario, strategy=each, minutes=minutes), runs=runs, seed=seed)
        for each in strategies
    }
