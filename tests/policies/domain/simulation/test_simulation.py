"""Rollouts played by hand."""

import math

import pytest

from policies.domain.alarms import AlarmWindow
from policies.domain.rollouts import AllAtOnce, Canary, Linear, Strategy
from policies.domain.simulation import (
    CompositeAlarm,
    Delays,
    Health,
    MetricAlarm,
    MetricMath,
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

NEW_ERRORS = WatchedMetric(Scope.NEW_VERSION, "Errors")


def alarm(
    threshold: float = 1,
    n: int = 5,
    m: int = 1,
    period: int = 60,
    *,
    name: str = "Errors",
    metric: WatchedMetric | MetricMath = NEW_ERRORS,
    missing: Missing = Missing.NOT_BREACHING,
) -> MetricAlarm:
    return MetricAlarm(name, metric, threshold, AlarmWindow(period, n, m), missing=missing)


def played(
    strategy: Strategy,
    *alarms: MetricAlarm | CompositeAlarm,
    new: Health = Health(error_rate=0.05),  # noqa: B008 - a frozen value
    per_minute: float = 600,
    seed: int | None = None,
    **options: object,
) -> Run:
    return simulate(
        Scenario(strategy, Traffic.constant(per_minute), new, alarms=alarms, **options),  # type: ignore[arg-type]
        seed,
    )


def test_a_canary_is_rolled_back_after_its_first_bad_minute_has_been_told() -> None:
    run = played(Canary(10, 5), alarm())

    assert (run.verdict, run.decided, run.fired) == (Verdict.ROLLED_BACK, 2, {"Errors": 2})
    assert [minute.percentage for minute in run.minutes[:4]] == [10, 10, 0, 0]
    assert [minute.failed_new for minute in run.minutes[:3]] == [3, 3, 0]
    assert (run.failed_new, run.failed_in_rollout, run.failed_afterwards) == (6, 6, 0)


def test_a_linear_rollout_moves_on_until_the_alarm_fires() -> None:
    run = played(Linear(10, 1), alarm(m=3))

    assert [minute.percentage for minute in run.minutes[:6]] == [10, 20, 30, 40, 0, 0]
    assert run.failed_new == pytest.approx(600 * 0.05 * (0.1 + 0.2 + 0.3 + 0.4))


def test_an_alarm_that_fires_after_the_last_shift_saves_nobody() -> None:
    run = played(Canary(10, 5), alarm(m=5))

    assert (run.verdict, run.decided, run.fired) == (Verdict.TOO_LATE, 5, {"Errors": 6})
    assert run.minutes[-1].percentage == 100
    assert run.failed_in_rollout == pytest.approx(5 * 3)
    assert run.failed_afterwards == pytest.approx(30 * 30)


def test_an_alarm_that_fires_in_the_minute_of_the_last_shift_is_in_time() -> None:
    assert played(Canary(10, 5), alarm(m=4)).decided == 5
    assert played(Canary(10, 5), alarm(m=4)).verdict is Verdict.ROLLED_BACK


def test_nothing_stops_a_rollout_all_at_once() -> None:
    run = played(AllAtOnce(), alarm())

    assert (run.verdict, run.decided) == (Verdict.TOO_LATE, 0)
    assert run.failed_new == pytest.approx(30 * 30)


def test_a_rollout_without_alarms_completes_whatever_happens() -> None:
    run = played(Canary(10, 5))

    assert (run.verdict, run.fired) == (Verdict.COMPLETED, {})
    assert run.failed_new == pytest.approx(5 * 3 + 30 * 30)


def test_a_fault_that_begins_later_is_seen_later() -> None:
    run = played(Canary(10, 10), alarm(), breaks_after=4)

    assert run.decided == 6
    assert [minute.failed_new for minute in run.minutes[:6]] == [0, 0, 0, 0, 3, 3]


def test_until_it_breaks_the_new_version_is_as_healthy_as_the_old_one() -> None:
    run = played(Canary(10, 5), old=Health(error_rate=0.5), breaks_after=3)

    assert [minute.failed_new for minute in run.minutes[:4]] == [30, 30, 30, 3]


def test_until_it_breaks_the_new_version_is_as_quick_as_the_old_one() -> None:
    slow = alarm(500, metric=WatchedMetric(Scope.NEW_VERSION, "Duration", "Maximum"))
    healths = {"new": Health(duration_ms=800), "old": Health(duration_ms=80)}

    assert played(Canary(10, 9), slow, breaks_after=4, **healths).decided == 6  # type: ignore[arg-type]
    assert played(Canary(10, 9), slow, **healths).decided == 2  # type: ignore[arg-type]


def test_an_alarm_between_two_looks_of_codedeploy_stops_nothing() -> None:
    burst = Traffic((0, 600, 0, 0, 0, 0, 0, 0))
    rare = Scenario(
        Canary(10, 5),
        burst,
        Health(error_rate=1),
        alarms=(alarm(n=1),),
        delays=Delays(metric=0, poll=5),
        minutes=7,
    )
    run = simulate(rare)

    assert run.fired == {"Errors": 2}
    assert [minute.states for minute in run.minutes[4:6]] == [(State.ALARM,), (State.OK,)]
    assert run.verdict is Verdict.TOO_LATE


def test_a_share_of_failures_is_seen_through_an_expression() -> None:
    rate = MetricMath(
        "IF(calls > 20, failures, 0)",
        {"errors": NEW_ERRORS, "calls": WatchedMetric(Scope.NEW_VERSION, "Invocations")},
        {"failures": "100 * errors / calls"},
    )

    assert played(Canary(10, 5), alarm(4.9, metric=rate)).verdict is Verdict.ROLLED_BACK
    assert played(Canary(10, 5), alarm(5.1, metric=rate)).verdict is Verdict.COMPLETED
    assert played(Canary(10, 5), alarm(4.9, metric=rate), per_minute=200).decided == 5


def test_the_traffic_of_the_old_version_dilutes_what_an_alarm_on_the_alias_sees() -> None:
    both = {
        "e": WatchedMetric(Scope.ALIAS, "Errors"),
        "i": WatchedMetric(Scope.ALIAS, "Invocations"),
    }
    diluted = alarm(1, metric=MetricMath("100 * e / i", both))

    assert played(Canary(10, 5), diluted).verdict is Verdict.TOO_LATE
    assert played(Canary(20, 5), diluted).verdict is Verdict.ROLLED_BACK


def test_an_alarm_that_fires_beforehand_stops_a_rollout_before_it_begins() -> None:
    run = played(Canary(10, 5), alarm(missing=Missing.BREACHING), new=Health())

    assert (run.verdict, run.decided) == (Verdict.ROLLED_BACK, 0)
    assert sum(minute.new for minute in run.minutes) == 0


def test_an_old_version_that_fails_stops_the_rollout_of_a_healthy_one() -> None:
    on_alias = alarm(metric=WatchedMetric(Scope.ALIAS, "Errors"))
    run = played(Canary(10, 5), on_alias, new=Health(), old=Health(error_rate=0.01))

    assert (run.verdict, run.decided) == (Verdict.ROLLED_BACK, 0)


def test_without_rollback_the_traffic_stays_split() -> None:
    run = played(Canary(10, 5), alarm(), rolls_back=False)

    assert (run.verdict, run.decided) == (Verdict.STOPPED, 2)
    assert {minute.percentage for minute in run.minutes} == {10}
    assert (run.failed_in_rollout, run.failed_afterwards) == (6, 33 * 3)


def test_slower_metrics_rarer_looks_and_a_slow_way_back_cost_requests() -> None:
    slow = Delays(metric=3, poll=5, rollback=2)
    run = played(Canary(10, 10), alarm(), delays=slow)

    assert (run.fired, run.decided) == ({"Errors": 4}, 5)
    assert [minute.percentage for minute in run.minutes[4:9]] == [10, 10, 10, 0, 0]
    assert (run.failed_in_rollout, run.failed_afterwards) == (15, 6)


def test_alarms_may_be_watched_after_the_last_shift() -> None:
    run = played(Canary(10, 5), alarm(m=5), delays=Delays(watched_after=10))

    assert (run.verdict, run.decided) == (Verdict.ROLLED_BACK, 6)
    assert [minute.percentage for minute in run.minutes[4:8]] == [10, 100, 0, 0]


def test_what_hangs_is_seen_when_it_has_failed() -> None:
    hangs = Health(error_rate=1, hang_minutes=4)

    assert played(Canary(10, 10), alarm(), new=hangs).decided == 6
    assert played(Canary(10, 5), alarm(), new=hangs).verdict is Verdict.TOO_LATE


def test_a_window_that_ends_before_the_hang_does_never_sees_it_beside_good_calls() -> None:
    hangs = Health(error_rate=0.5, hang_minutes=6)

    assert played(Canary(10, 20), alarm(n=5), new=hangs).verdict is Verdict.COMPLETED
    assert played(Canary(10, 20), alarm(n=8), new=hangs).verdict is Verdict.ROLLED_BACK


def test_a_throttle_is_no_error() -> None:
    throttled = Health(throttle_rate=0.5)
    on_throttles = alarm(metric=WatchedMetric(Scope.NEW_VERSION, "Throttles"))

    assert played(Canary(10, 5), alarm(), new=throttled).verdict is Verdict.COMPLETED
    run = played(Canary(10, 5), on_throttles, new=throttled)
    assert (run.verdict, run.failed_new) == (Verdict.ROLLED_BACK, 60)


def test_a_slower_version_is_seen_by_an_alarm_on_its_duration() -> None:
    slow = alarm(500, metric=WatchedMetric(Scope.NEW_VERSION, "Duration", "p99"))

    assert played(Canary(10, 5), slow, new=Health(duration_ms=800)).decided == 2
    assert played(Canary(10, 5), slow, new=Health(duration_ms=80)).verdict is Verdict.COMPLETED


def test_a_composite_alarm_asks_others_that_stop_nothing_themselves() -> None:
    errors = alarm(name="errors")
    calls = alarm(1000, name="calls", metric=WatchedMetric(Scope.NEW_VERSION, "Invocations"))
    either = CompositeAlarm("either", "ALARM(errors) OR ALARM(calls)")
    both = CompositeAlarm("both", "ALARM(errors) AND ALARM(calls)")

    of_either = played(Canary(10, 5), errors, calls, either, stops_on=("either",))
    of_both = played(Canary(10, 5), errors, calls, both, stops_on=("both",))

    assert (of_either.verdict, of_either.decided) == (Verdict.ROLLED_BACK, 2)
    assert of_both.verdict is Verdict.COMPLETED
    assert of_both.fired == {"errors": 2}


def test_the_states_of_each_minute_are_kept() -> None:
    run = played(Canary(10, 5), alarm(missing=Missing.MISSING))

    assert [minute.states for minute in run.minutes[:3]] == [
        (State.INSUFFICIENT_DATA,),
        (State.INSUFFICIENT_DATA,),
        (State.ALARM,),
    ]


def test_traffic_repeats_its_pattern_before_the_rollout_too() -> None:
    bursts = Traffic((0, 0, 600))

    assert [bursts.expected(minute) for minute in range(-3, 4)] == [0, 0, 600, 0, 0, 600, 0]
    run = simulate(Scenario(Canary(10, 6), bursts, Health(error_rate=1), alarms=(alarm(),)))
    assert (run.decided, run.failed_new) == (4, 60)


@pytest.mark.parametrize(("per_minute", "errors"), [(10, 0.2), (2, 1.0), (0.5, 0.5)])
def test_a_quiet_function_is_saved_as_often_as_probability_says(
    per_minute: float, errors: float
) -> None:
    """Failures of the canary are Poisson numbers: none comes in time with exp(-mean)."""
    bake, seen = 10, 9  # what fails in the last minute is told too late
    runs = 1500
    saved = sum(
        played(
            Canary(10, bake),
            alarm(n=1),
            new=Health(error_rate=errors),
            per_minute=per_minute,
            seed=seed,
            minutes=bake + 1,
        ).verdict
        is Verdict.ROLLED_BACK
        for seed in range(runs)
    )
    expected = 1 - math.exp(-per_minute * 0.1 * errors * seen)

    assert saved / runs == pytest.approx(expected, abs=4 * math.sqrt(0.25 / runs))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Traffic(()), "traffic must be at least 1 number of requests per minute, got none"),
        (lambda: Traffic((5, -1)), "requests per minute must be 0 to 1000000000, got -1"),
        (lambda: Traffic((math.nan,)), "requests per minute must be 0 to 1000000000, got nan"),
        (lambda: Health(error_rate=5), "error rate must be 0 to 1, got 5"),
        (lambda: Health(throttle_rate=-0.1), "throttle rate must be 0 to 1, got -0.1"),
        (lambda: Health(duration_ms=-1), "duration must be at least 0 ms, got -1 ms"),
        (lambda: Health(hang_minutes=-1), "hang must be 0 to 1440 min, got -1 min"),
        (lambda: Delays(poll=0), "poll delay must be 1 to 1440 min, got 0 min"),
        (lambda: Delays(metric=-1), "metric delay must be 0 to 1440 min, got -1 min"),
        (
            lambda: played(Canary(10, 5), breaks_after=-1),
            "fault must begin in minute 0 to 34, got -1",
        ),
        (lambda: played(Canary(10, 5), breaks_after=35), "fault must begin in minute 0 to 34, got"),
        (
            lambda: played(Canary(10, 5), minutes=5),
            "minutes must be 6 to 11520 to play the canary of 10 % for 5 min, got 5",
        ),
        (lambda: played(Canary(10, 5), alarm(), alarm()), "alarms must have names of their own"),
        (lambda: played(Canary(10, 5), stops_on=("x",)), "stops_on must name alarms, got x"),
        (
            lambda: played(
                Canary(10, 5),
                alarm(metric=WatchedMetric(Scope.ALIAS, "Duration")),
                new=Health(duration_ms=5),
            ),
            "Errors asks for durations: versions must have one",
        ),
        (lambda: alarm(period=30), "period must be a multiple of 60 s, got 30 s"),
        (lambda: alarm(n=1441), "all evaluation periods must be at most 86400 s together, got 864"),
        (
            lambda: MetricAlarm(
                "a", NEW_ERRORS, 1, AlarmWindow(60, 1, 1), "LessThanLowerThreshold"
            ),
            "comparison must be .* to be simulated, got LessThanLowerThreshold",
        ),
        (
            lambda: MetricMath("e / i", {"e": NEW_ERRORS}),
            "expression must take in metrics of the alarm, got i",
        ),
        (
            lambda: MetricMath("a", {}, {"a": "b", "b": "a"}),
            "expression must take in metrics of the alarm, got a",
        ),
    ],
)
def test_what_cannot_be_played_is_refused(make: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        make()  # type: ignore[operator]
