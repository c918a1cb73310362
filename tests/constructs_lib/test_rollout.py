from collections.abc import Callable

import pytest
from aws_cdk import Duration, Size, Token

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


def test_the_timeline_is_plain_data() -> None:
    canary = Rollout.canary(10, bake=Duration.minutes(5)).timeline
    linear = Rollout.linear(40, every=Duration.minutes(2)).timeline

    assert canary == ((0, 10), (5, 100))
    assert linear == ((0, 40), (2, 80), (4, 100))
    assert Rollout.all_at_once().timeline == ((0, 100),)
    assert {type(step) for step in canary + linear} == {tuple}


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
            "every of a rollout in 100 steps must be 1 to 29 min, got 60 min",
        ),
        (
            lambda: Rollout.canary(10.5, bake=Duration.minutes(5)),  # type: ignore[arg-type]
            "percentage must be an int, 1 to 99 %, got 10.5",
        ),
        (
            lambda: Rollout.linear(True, every=Duration.minutes(5)),  # noqa: FBT003
            "percentage must be an int, 1 to 99 %, got True",
        ),
        (
            lambda: Rollout.canary(
                Token.as_number({"Ref": "Share"}),  # type: ignore[arg-type]
                bake=Duration.minutes(5),
            ),
            "percentage must be known at synthesis, got a token",
        ),
        (
            lambda: Rollout.canary(10, bake=5),  # type: ignore[arg-type]
            "bake must be a Duration such as Duration.minutes(5), got 5",
        ),
        (
            lambda: Rollout.linear(10, every=Size.mebibytes(5)),  # type: ignore[arg-type]
            "every must be a Duration such as Duration.minutes(5), got Size",
        ),
        (
            lambda: Rollout("canary"),  # type: ignore[arg-type]
            "strategy must be a Canary, a Linear, an AllAtOnce or a Split, got 'canary'",
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
