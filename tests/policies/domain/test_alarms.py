import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.domain.alarms import AlarmWindow, evaluation_periods_limit, periods_to_see
from policies.domain.rollouts import AllAtOnce, Canary, Linear, Strategy

percentages = st.integers(1, 99)
minutes = st.integers(1, 29)  # 1 % every 29 min is the slowest that any percentage still allows
strategies = st.one_of(
    st.builds(Canary, percentages, minutes),
    st.builds(Linear, percentages, minutes),
    st.just(AllAtOnce()),
)


def test_an_alarm_needs_its_datapoints_not_its_whole_window() -> None:
    assert AlarmWindow(60, evaluation_periods=5, datapoints_to_alarm=2).seconds_to_fire == 120


def test_an_alarm_that_leaves_its_margin_can_be_relied_on() -> None:
    assert AlarmWindow(60, 5, 4).shortfall_for(Canary(10, 5)) is None
    assert AlarmWindow(60, 5, 1).shortfall_for(Canary(10, 2)) is None


def test_an_alarm_that_takes_the_whole_bake_cannot_be_relied_on() -> None:
    assert AlarmWindow(60, 5, 5).shortfall_for(Canary(10, 5)) == (
        "rollout must take at least 360 s for its alarm (5 x 60 s to fire and 60 s of margin), "
        "got 300 s (canary of 10 % for 5 min)"
    )


def test_the_margin_is_one_more_period_of_the_alarm() -> None:
    assert AlarmWindow(300, 1, 1).shortfall_for(Canary(10, 10)) is None
    assert AlarmWindow(300, 1, 1).shortfall_for(Canary(10, 9)) == (
        "rollout must take at least 600 s for its alarm (1 x 300 s to fire and 300 s of margin), "
        "got 540 s (canary of 10 % for 9 min)"
    )


def test_a_linear_rollout_gives_its_alarm_all_intervals_together() -> None:
    nine_minutes = Linear(10, 1)

    assert AlarmWindow(60, 8, 8).shortfall_for(nine_minutes) is None
    assert AlarmWindow(60, 9, 9).shortfall_for(nine_minutes) == (
        "rollout must take at least 600 s for its alarm (9 x 60 s to fire and 60 s of margin), "
        "got 540 s (linear rollout of 10 % every 1 min)"
    )


def test_an_alarm_that_may_fire_in_time_with_luck_is_not_certainly_late() -> None:
    assert AlarmWindow(60, 1, 1).lateness_for(Canary(10, 1)) is None
    assert AlarmWindow(60, 5, 5).lateness_for(Canary(10, 5)) is None
    assert AlarmWindow(300, 1, 1).lateness_for(Canary(10, 1)) is None


def test_an_alarm_whose_window_opens_after_the_bake_is_certainly_late() -> None:
    assert AlarmWindow(300, 3, 3).lateness_for(Canary(10, 5)) == (
        "alarm must fire within the 300 s of the canary of 10 % for 5 min, got more than 600 s "
        "(3 x 300 s less the first period)"
    )
    assert AlarmWindow(60, 6, 6).lateness_for(Canary(10, 5)) == (
        "alarm must fire within the 300 s of the canary of 10 % for 5 min, got more than 300 s "
        "(6 x 60 s less the first period)"
    )


@given(strategies, st.sampled_from([10, 30, 60, 300]), st.integers(1, 10))
def test_what_is_certainly_late_is_never_relied_on(
    strategy: Strategy, period: int, datapoints: int
) -> None:
    window = AlarmWindow(period, 10, datapoints)

    assert window.shortfall_for(strategy) or not window.lateness_for(strategy)


@given(st.integers(1, 30), st.sampled_from([10, 30, 60, 300]), st.integers(1, 10), st.data())
def test_no_window_that_ends_within_a_rollout_called_late_has_its_bad_periods(
    bake: int, period: int, datapoints: int, data: st.DataObject
) -> None:
    window = AlarmWindow(period, 10, datapoints)
    evaluated_at = data.draw(st.integers(1, bake * 60))
    bad = [n for n in range(10) if evaluated_at - n * period > 0]  # such a period ends after 0

    if window.lateness_for(Canary(10, bake)):
        assert len(bad) < datapoints


def test_no_alarm_stops_an_all_at_once_rollout() -> None:
    window = AlarmWindow(60, 1, 1)

    assert window.lateness_for(AllAtOnce()) == (
        "alarm must fire within the 0 s of the all-at-once rollout, got more than 0 s "
        "(1 x 60 s less the first period)"
    )
    assert window.shortfall_for(AllAtOnce()) == (
        "rollout must take at least 120 s for its alarm (1 x 60 s to fire and 60 s of margin), "
        "got 0 s (all-at-once rollout)"
    )


@pytest.mark.parametrize(
    ("periods", "datapoints", "message"),
    [
        (3, 0, "datapoints_to_alarm must be 1 to 3 evaluation periods, got 0 evaluation periods"),
        (3, 4, "datapoints_to_alarm must be 1 to 3 evaluation periods, got 4 evaluation periods"),
        (3, 1.5, "datapoints_to_alarm must be an int, 1 to 3 evaluation periods, got 1.5"),
        (0, 1, "evaluation_periods must be at least 1, got 0"),
        (2.5, 1, "evaluation_periods must be an int, at least 1, got 2.5"),
    ],
)
def test_a_window_no_alarm_has_is_refused(periods: int, datapoints: int, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        AlarmWindow(60, periods, datapoints)


@pytest.mark.parametrize(("period", "most"), [(10, 8640), (60, 1440), (300, 288)])
def test_an_alarm_looks_at_a_day_at_most(period: int, most: int) -> None:
    limit = evaluation_periods_limit(period)

    assert limit.admits(most)
    assert limit.violation(most + 1, label="n") == (
        f"n must be 1 to {most} periods of {period} s, got {most + 1} periods of {period} s"
    )


@pytest.mark.parametrize(
    ("datapoints", "strategy", "share"),
    [
        (1, Linear(10, 1), 10),
        (3, Linear(10, 1), 30),
        (3, Linear(10, 3), 10),
        (4, Linear(10, 3), 20),
        (99, Linear(30, 1), 100),
        (5, Canary(10, 5), 10),
        (6, Canary(10, 5), 100),
        (1, AllAtOnce(), 100),
    ],
)
def test_what_has_moved_when_an_alarm_can_first_fire(
    datapoints: int, strategy: Strategy, share: int
) -> None:
    assert AlarmWindow(60, datapoints, datapoints).share_before_firing(strategy) == share


@pytest.mark.parametrize(
    ("bad", "timeout", "periods"), [(3, 1, 5), (3, 60, 5), (3, 61, 6), (1, 900, 17)]
)
def test_an_alarm_looks_back_as_long_as_a_failure_may_take_to_be_told(
    bad: int, timeout: int, periods: int
) -> None:
    assert periods_to_see(bad, period_seconds=60, timeout_seconds=timeout) == periods


def test_a_hang_of_one_period_is_within_the_margin() -> None:
    assert AlarmWindow(60, 5, 1).hang_shortfall_for(Canary(10, 2), timeout_seconds=60) is None


def test_a_hang_that_is_told_after_the_rollout_is_not_seen() -> None:
    assert AlarmWindow(60, 6, 1).hang_shortfall_for(Canary(10, 5), timeout_seconds=180) is None
    assert AlarmWindow(60, 6, 1).hang_shortfall_for(Canary(10, 5), timeout_seconds=181) == (
        "rollout should take at least 301 s for its alarm to see invocations that hang until their "
        "timeout of 181 s (1 x 60 s to fire, 181 s until they are told and 60 s of margin), "
        "got 300 s (canary of 10 % for 5 min)"
    )


def test_a_hang_that_began_before_the_window_is_not_seen() -> None:
    assert AlarmWindow(60, 8, 2).hang_shortfall_for(Canary(10, 60), timeout_seconds=300) is None
    assert AlarmWindow(60, 7, 2).hang_shortfall_for(Canary(10, 60), timeout_seconds=300) == (
        "alarm should look at 8 or more periods of 60 s to see invocations that hang until their "
        "timeout of 300 s, got 7"
    )
