from collections import Counter
from dataclasses import replace

import pytest

from policies.domain.alarms import AlarmWindow
from policies.domain.rollouts import AllAtOnce, Canary, Linear
from policies.domain.simulation import (
    Health,
    MetricAlarm,
    Missing,
    Scenario,
    Scope,
    Spread,
    Traffic,
    WatchedMetric,
    compared,
    forecast,
    simulate,
)
from policies.domain.simulation.forecast import alternatives

ERRORS = MetricAlarm(
    "Errors",
    WatchedMetric(Scope.NEW_VERSION, "Errors"),
    1,
    AlarmWindow(60, 5, 1),
    missing=Missing.NOT_BREACHING,
)
QUIET = Scenario(Canary(10, 5), Traffic.constant(10), Health(error_rate=0.3), alarms=(ERRORS,))


def test_a_spread_holds_nine_of_ten_numbers() -> None:
    assert Spread.of(range(101)) == Spread(5, 50, 95)
    assert Spread.of([7]) == Spread(7, 7, 7)


@pytest.mark.parametrize("per_minute", [4, 10])
def test_a_forecast_counts_how_its_runs_end(per_minute: float) -> None:
    scenario = replace(QUIET, traffic=Traffic.constant(per_minute))
    found = forecast(scenario, runs=60, seed=3)
    runs = [simulate(scenario, f"3/{number}") for number in range(60)]
    counts = Counter(run.verdict for run in runs)
    alike = [run for run in runs if run.verdict is found.verdict]

    assert found.counts == counts
    assert len(counts) > 1
    assert [found.verdict] == [verdict for verdict, _ in counts.most_common(1)]
    assert found.decided == Spread.of([run.decided for run in alike])
    assert found.failed_new == Spread.of([run.failed_new for run in runs])
    assert found.failed_in_rollout == Spread.of([run.failed_in_rollout for run in runs])
    assert found.typical in alike
    assert sorted(run.failed_new for run in alike)[len(alike) // 2] == found.typical.failed_new


def test_the_typical_run_can_be_played_again() -> None:
    found = forecast(QUIET, runs=21, seed=3)

    assert found.typical.verdict is found.verdict
    assert simulate(QUIET, found.typical_seed) == found.typical
    assert forecast(QUIET, runs=21, seed=3) == found
    assert forecast(QUIET, runs=21, seed=4) != found


def test_no_runs_are_one_without_chance() -> None:
    found = forecast(QUIET, runs=0, seed=3)

    assert (found.runs, found.typical, found.typical_seed) == (1, simulate(QUIET), None)


def test_a_rollout_is_compared_with_those_that_codedeploy_has_ready() -> None:
    assert len(alternatives(AllAtOnce())) == 9
    assert alternatives(Canary(20, 7)) == (
        AllAtOnce(),
        Canary(10, 5),
        Canary(20, 7),
        Linear(10, 1),
        Canary(10, 10),
        Canary(10, 15),
        Linear(10, 2),
        Linear(10, 3),
        Canary(10, 30),
        Linear(10, 10),
    )


def test_compared_rollouts_meet_the_same_requests() -> None:
    found = compared(QUIET, runs=5, seed=1)

    assert list(found) == list(alternatives(QUIET.strategy))
    assert len({each.requests for each in found.values()}) == 1
    assert len({len(each.typical.minutes) for each in found.values()}) == 1
    assert found[AllAtOnce()].failed_new.median > found[Canary(10, 5)].failed_new.median
