"""What holds for every rollout: shown on 10,000 scenarios, and on what hypothesis thinks of."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.domain.alarms import AlarmWindow
from policies.domain.rollouts import AllAtOnce, Canary, Linear, Strategy
from policies.domain.simulation import (
    Delays,
    Health,
    MetricAlarm,
    Missing,
    Run,
    Scenario,
    Scope,
    State,
    Traffic,
    Verdict,
    WatchedMetric,
    simulate,
)
from tests.policies.domain.simulation import random_scenarios

SCENARIOS = 10_000
NO_DELAYS = Delays(metric=0)
ONE_MINUTE = AlarmWindow(60, 1, 1)
HEALTHY = Health()


def promises(scenario: Scenario, run: Run) -> None:
    """What every run keeps, whatever was played."""
    timeline = {step.minute: step.percentage for step in scenario.strategy.timeline}
    percentage = 0
    back_at = run.decided + scenario.delays.rollback
    stopped = run.verdict in (Verdict.ROLLED_BACK, Verdict.STOPPED)
    assert len(run.minutes) == scenario.horizon
    for minute in run.minutes:
        # Nobody is lost, and nobody fails who did not ask.
        assert 0 <= minute.failed_new <= minute.new
        assert 0 <= minute.failed_old <= minute.old
        # The traffic is where CodeDeploy put it.
        if not stopped or minute.minute < run.decided:
            percentage = timeline.get(minute.minute, percentage)
        if run.verdict is Verdict.ROLLED_BACK and minute.minute >= back_at:
            percentage = 0
        assert minute.percentage == percentage
        assert percentage or not minute.new
        assert percentage < 100 or not minute.old
    assert run.failed_in_rollout + run.failed_afterwards == pytest.approx(run.failed_new)
    asked = [alarm.name in scenario.asked for alarm in scenario.alarms]

    def fires(minute: int) -> bool:
        states = run.minutes[minute].states
        return any(is_asked and s is State.ALARM for is_asked, s in zip(asked, states, strict=True))

    # CodeDeploy goes on until it sees an alarm, and stops then.
    looks = range(0, (run.decided if stopped else scenario.end + 1), scenario.delays.poll)
    assert not any(map(fires, looks))
    if stopped:
        assert run.decided <= scenario.end
        assert fires(run.decided)
    else:
        assert run.decided == scenario.end
        assert (run.verdict is Verdict.TOO_LATE) == any(map(fires, range(scenario.horizon)))


def completes_when_healthy(scenario: Scenario, seed: int | None, _: Run) -> None:
    run = simulate(replace(scenario, new=HEALTHY, old=HEALTHY), seed)

    asks_for_alarms = scenario.stops_on == ("both",) and "NOT OK" in str(scenario.alarms[-1])
    assert run.verdict is Verdict.COMPLETED or asks_for_alarms
    assert run.failed_new == 0


def is_played_alike_again(scenario: Scenario, seed: int | None, run: Run) -> None:
    assert simulate(scenario, seed) == run


def meets_the_same_requests_all_at_once(scenario: Scenario, seed: int | None, run: Run) -> None:
    other = simulate(replace(scenario, strategy=AllAtOnce(), minutes=scenario.horizon), seed)

    pairs = zip(run.minutes, other.minutes, strict=True)
    assert all(abs(a.new + a.old - b.new - b.old) < 1e-6 for a, b in pairs)
    assert other.decided == 0


def is_not_saved_by_alarms_that_are_too_slow(scenario: Scenario, seed: int | None, _: Run) -> None:
    """The rule `rollout-alarm-too-slow` says it of certain alarms; so does every run."""
    alarms = [alarm for alarm in scenario.alarms if isinstance(alarm, MetricAlarm)]
    slow = [alarm for alarm in alarms if alarm.window.lateness_for(scenario.strategy)]
    late = replace(
        scenario,
        strategy=scenario.strategy if slow else AllAtOnce(),  # for which every alarm is too slow
        alarms=tuple(slow or alarms),
        stops_on=None,
        old=HEALTHY,
        minutes=scenario.horizon,
    )

    assert simulate(late, seed).verdict in (Verdict.COMPLETED, Verdict.TOO_LATE)


CLAIMS = (
    completes_when_healthy,
    is_not_saved_by_alarms_that_are_too_slow,
    is_played_alike_again,
    meets_the_same_requests_all_at_once,
)
SOMETIMES = 10  # what shows in any scenario is asked of one in so many


def test_ten_thousand_scenarios_keep_what_is_promised() -> None:
    random = Random(20261121)  # noqa: S311 - nothing is secret
    verdicts = dict.fromkeys(Verdict, 0)
    for number in range(SCENARIOS):
        scenario = random_scenarios.scenario(random)
        seed = number if number % 3 else None
        run = simulate(scenario, seed)
        verdicts[run.verdict] += 1
        promises(scenario, run)
        for claim in CLAIMS if number % SOMETIMES == 0 else CLAIMS[:2]:
            claim(scenario, seed, run)

    # A generator that only made rollouts of one kind would have shown nothing.
    assert sum(verdicts.values()) == SCENARIOS
    assert all(count > SCENARIOS / 100 for count in verdicts.values())


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.none() | st.integers())
def test_what_hypothesis_thinks_of_keeps_it_too(random: Random, seed: int | None) -> None:
    scenario = random_scenarios.scenario(random)

    run = simulate(scenario, seed)
    promises(scenario, run)
    for claim in CLAIMS:
        claim(scenario, seed, run)


windows = st.builds(random_scenarios.window, st.randoms(use_true_random=False))
rollouts = st.builds(random_scenarios.strategy, st.randoms(use_true_random=False))
busy = partial(Scenario, traffic=Traffic.constant(60_000), new=Health(error_rate=1))
treatments = st.sampled_from([Missing.MISSING, Missing.NOT_BREACHING, Missing.IGNORE])
scopes = st.sampled_from([Scope.NEW_VERSION, Scope.ALIAS])


def sure_alarm(window: AlarmWindow, scope: Scope, missing: Missing) -> MetricAlarm:
    """It takes a single failure for a bad period, and the new version makes hundreds a minute."""
    return MetricAlarm("a", WatchedMetric(scope, "Errors"), 1, window, missing=missing)


@settings(max_examples=200, deadline=None)
@given(windows, rollouts, scopes, treatments)
def test_the_rule_and_the_simulation_agree_on_who_is_certainly_late(
    window: AlarmWindow, strategy: Strategy, scope: Scope, missing: Missing
) -> None:
    """Where nothing delays anything, the rule is silent exactly where an alarm can save somebody.

    An alarm on the alias that ignores missing data or waits for it sees the old version's good
    minutes in any case.
    """
    alarm = sure_alarm(window, scope, missing)
    run = simulate(busy(strategy=strategy, alarms=(alarm,), delays=NO_DELAYS))

    is_late = alarm.window.lateness_for(strategy) is not None
    assert run.verdict is (Verdict.TOO_LATE if is_late else Verdict.ROLLED_BACK)


@settings(max_examples=150, deadline=None)
@given(windows, rollouts, scopes, treatments)
def test_an_alarm_that_a_construct_relies_on_is_in_time(
    window: AlarmWindow, strategy: Strategy, scope: Scope, missing: Missing
) -> None:
    alarm = sure_alarm(window, scope, missing)
    run = simulate(busy(strategy=strategy, alarms=(alarm,)))

    if alarm.window.shortfall_for(strategy) is None:
        assert run.verdict is Verdict.ROLLED_BACK


@settings(max_examples=150, deadline=None)
@given(windows, rollouts, scopes, st.integers(1, 900))
def test_an_alarm_that_is_said_to_see_a_hang_sees_it_in_time(
    window: AlarmWindow, strategy: Strategy, scope: Scope, timeout: int
) -> None:
    alarm = sure_alarm(window, scope, Missing.NOT_BREACHING)
    hangs = Health(error_rate=1, hang_minutes=-(-timeout // 60))
    hang = alarm.window.hang_shortfall_for(strategy, timeout_seconds=timeout)

    if hang is None and timeout > alarm.window.period_seconds:
        run = simulate(busy(strategy=strategy, alarms=(alarm,), new=hangs))
        assert run.verdict is Verdict.ROLLED_BACK


@given(st.integers(1, 60), st.floats(0, 1), st.floats(1, 1000))
def test_more_weight_and_more_errors_never_fail_fewer(
    bake: int, error_rate: float, per_minute: float
) -> None:
    def failed(strategy: Strategy, rate: float) -> float:
        scenario = Scenario(strategy, Traffic.constant(per_minute), Health(rate), minutes=bake + 1)
        return simulate(scenario).failed_new

    by_weight = [failed(Canary(share, bake), error_rate) for share in (1, 10, 50, 99)]
    by_errors = [failed(Canary(10, bake), error_rate * part) for part in (0, 0.3, 0.7, 1)]

    assert all(a <= b for series in (by_weight, by_errors) for a, b in pairwise(series))


@given(st.integers(2, 30), st.integers(1, 99))
def test_a_slower_metric_never_saves_more(bake: int, share: int) -> None:
    def failed(delay: int) -> float:
        scenario = Scenario(
            Canary(share, bake),
            Traffic.constant(100),
            Health(0.5),
            alarms=(sure_alarm(ONE_MINUTE, Scope.NEW_VERSION, Missing.NOT_BREACHING),),
            delays=Delays(metric=delay),
        )
        return simulate(scenario).failed_new

    series = [failed(delay) for delay in range(5)]
    assert all(a <= b for a, b in pairwise(series))


def test_a_rollout_all_at_once_is_a_linear_one_without_intervals() -> None:
    """Its alarm comes too late whatever it is, as the rule says of each."""
    alarm = sure_alarm(ONE_MINUTE, Scope.NEW_VERSION, Missing.NOT_BREACHING)

    assert simulate(busy(strategy=AllAtOnce(), alarms=(alarm,))).verdict is Verdict.TOO_LATE
    assert simulate(busy(strategy=Linear(50, 2), alarms=(alarm,))).verdict is Verdict.ROLLED_BACK
