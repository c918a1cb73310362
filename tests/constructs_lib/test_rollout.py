from collections.abc import Callable

import pytest
from aws_cdk import Duration, Token

from constructs_lib import ConstructError, Rollout
from policies.domain.rollouts import AllAtOnce, Canary, Linear


def test_durations_become_minutes() -> None:
    assert Rollout.canary(10, bake=Duration.hours(2)).strategy == Canary(10, 120)
    assert Rollout.linear(5, every=Duration.seconds(120)).strategy == Linear(5, 2)
    assert Rollout.all_at_once().strategy == AllAtOnce()


def test_rollouts_are_plain_values() -> None:
    rollout = Rollout.canary(10, bake=Duration.minutes(5))

    assert rollout == Rollout(Canary(10, 5))
    assert {rollout, Rollout(Canary(10, 5))} == {rollout}


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (
            lambda: Rollout.canary(100, bake=Duration.minutes(5)),
            "percentage must be 1 to 99 %, got 100 %",
        ),
        (
            lambda: Rollout.canary(10, bake=Duration.days(3)),
            "bake must be 1 to 2880 min, got 4320 min",
        ),
        (
            lambda: Rollout.canary(10, bake=Duration.seconds(90)),
            "bake must be whole minutes, got 90 s",
        ),
        (
            lambda: Rollout.canary(10, bake=Duration.millis(500)),
            "bake must be whole minutes, got 0.5 s",
        ),
        (
            lambda: Rollout.linear(10, every=Duration.minutes(0)),
            "every must be 1 to 2880 min, got 0 min",
        ),
        (
            lambda: Rollout.linear(1, every=Duration.hours(1)),
            "rollout in 100 steps must be 1 to 2880 min, got 5940 min",
        ),
        (
            lambda: Rollout.linear(10, every=Duration.minutes(Token.as_number({"Ref": "Every"}))),
            "every must be known at synthesis, got a token",
        ),
    ],
)
def test_what_codedeploy_would_refuse_is_refused(
    build: Callable[[], Rollout], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        build()

    assert str(refused.value) == message
