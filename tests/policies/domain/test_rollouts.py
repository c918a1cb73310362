import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.domain import limits
from policies.domain.rollouts import (
    AllAtOnce,
    Canary,
    Linear,
    Strategy,
    longest_interval,
    predefined_config,
)

percentages = st.integers(1, 99)
minutes = st.integers(1, 29)  # 1 % every 29 min is the slowest that any percentage still allows
strategies = st.one_of(
    st.builds(Canary, percentages, minutes),
    st.builds(Linear, percentages, minutes),
    st.just(AllAtOnce()),
)


def test_a_canary_has_two_steps() -> None:
    canary = Canary(10, 5)

    assert canary.timeline == ((0, 10), (5, 100))
    assert canary.minutes == 5


def test_ten_equal_steps_take_nine_intervals() -> None:
    linear = Linear(10, 3)

    assert list(linear.timeline[:3]) == [(0, 10), (3, 20), (6, 30)]
    assert linear.timeline[-1] == (27, 100)
    assert linear.minutes == 27


def test_the_last_linear_step_is_the_rest() -> None:
    assert Linear(30, 10).timeline == ((0, 30), (10, 60), (20, 90), (30, 100))


def test_all_at_once_takes_no_time() -> None:
    assert AllAtOnce().timeline == ((0, 100),)
    assert AllAtOnce().minutes == 0


@given(strategies)
def test_traffic_only_grows_and_ends_with_everything(strategy: Strategy) -> None:
    timeline = strategy.timeline

    assert timeline[0].minute == 0
    assert timeline[-1] == (strategy.minutes, 100)
    assert all(
        a.minute < b.minute and a.percentage < b.percentage for a, b in itertools.pairwise(timeline)
    )


@given(percentages, minutes)
def test_no_linear_step_is_larger_than_asked(percentage: int, every: int) -> None:
    shares = [0, *(step.percentage for step in Linear(percentage, every).timeline)]

    assert all(b - a <= percentage for a, b in itertools.pairwise(shares))


@pytest.mark.parametrize(
    ("strategy", "name"),
    [
        (Canary(10, 5), "CodeDeployDefault.LambdaCanary10Percent5Minutes"),
        (Linear(10, 1), "CodeDeployDefault.LambdaLinear10PercentEvery1Minute"),
        (Linear(10, 2), "CodeDeployDefault.LambdaLinear10PercentEvery2Minutes"),
        (AllAtOnce(), "CodeDeployDefault.LambdaAllAtOnce"),
    ],
)
def test_a_predefined_configuration_is_found(strategy: Strategy, name: str) -> None:
    assert name == predefined_config(strategy)


def test_every_predefined_configuration_is_some_strategy_s() -> None:
    strategies = [AllAtOnce()] + [
        build(10, every) for build in (Canary, Linear) for every in range(1, 31)
    ]
    found = {name for strategy in strategies if (name := predefined_config(strategy))}

    assert set(limits.PREDEFINED_DEPLOYMENT_CONFIGS.values) == found


@pytest.mark.parametrize("strategy", [Canary(20, 5), Canary(10, 6), Linear(10, 5)])
def test_other_strategies_have_no_predefined_configuration(strategy: Strategy) -> None:
    assert predefined_config(strategy) is None


@pytest.mark.parametrize(
    ("percentage", "bake", "message"),
    [
        (0, 5, "percentage must be 1 to 99 %, got 0 %"),
        (100, 5, "percentage must be 1 to 99 %, got 100 %"),
        (10, 0, "bake must be 1 to 2880 min, got 0 min"),
        (10, 2881, "bake must be 1 to 2880 min, got 2881 min"),
        (10.5, 5, "percentage must be an int, 1 to 99 %, got 10.5"),
        (10.0, 5, "percentage must be an int, 1 to 99 %, got 10.0"),
        (True, 5, "percentage must be an int, 1 to 99 %, got True"),
        ("10", 5, "percentage must be an int, 1 to 99 %, got '10'"),
        (10, 2.5, "bake must be an int, 1 to 2880 min, got 2.5"),
    ],
)
def test_a_canary_codedeploy_would_refuse_is_refused(
    percentage: int, bake: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        Canary(percentage, bake)


@pytest.mark.parametrize(
    ("percentage", "every", "message"),
    [
        (0, 1, "percentage must be 1 to 99 %, got 0 %"),
        (10, 0, "every must be 1 to 2880 min, got 0 min"),
        (1, 60, "every of a rollout in 100 steps must be 1 to 29 min, got 60 min"),
        (10, 321, "every of a rollout in 10 steps must be 1 to 320 min, got 321 min"),
        (10.5, 1, "percentage must be an int, 1 to 99 %, got 10.5"),
        (10, 1.5, "every must be an int, 1 to 2880 min, got 1.5"),
    ],
)
def test_a_linear_rollout_codedeploy_would_refuse_is_refused(
    percentage: int, every: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        Linear(percentage, every)


def test_the_longest_rollouts_are_two_days() -> None:
    assert Canary(1, 2880).minutes == 2880
    assert Linear(50, 2880).minutes == 2880
    assert Linear(10, 320).minutes == 2880


@pytest.mark.parametrize(("percentage", "minutes"), [(1, 29), (10, 320), (50, 2880), (99, 2880)])
def test_the_intervals_of_a_linear_rollout_share_its_duration(
    percentage: int, minutes: int
) -> None:
    assert longest_interval(percentage).maximum == minutes
    assert Linear(percentage, minutes).every_minutes == minutes
    with pytest.raises(ValueError, match="must be 1 to"):
        Linear(percentage, minutes + 1)
