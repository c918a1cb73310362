"""What hangs until its timeout is told at its end: the alarm of a rollout must still be there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Duration, Stack, Token
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Annotations, Match

from constructs_lib import AlarmPolicy, Release, Rollout, VersionedFunction
from tests.constructs_lib.conftest import code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    MakeFunction = Callable[..., VersionedFunction]
    Resources = Callable[[str], Mapping[str, Any]]

TEN_MINUTES = "invocations that hang until their timeout of 600 s"


def warnings_of(stack: Stack) -> list[str]:
    found = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    return [str(message.entry.data) for message in found]


@pytest.fixture
def evaluation_periods(resources: Resources) -> Callable[[], int]:
    def of_the_only_alarm() -> int:
        [alarm] = resources("AWS::CloudWatch::Alarm").values()
        return int(alarm["EvaluationPeriods"])

    return of_the_only_alarm


@pytest.mark.parametrize("seconds", [None, 60, 180])
def test_nothing_is_said_of_a_timeout_that_ends_within_the_rollout(
    stack: Stack, make_function: MakeFunction, seconds: int | None
) -> None:
    timeout = None if seconds is None else Duration.seconds(seconds)
    make_function(timeout=timeout).release("live")

    assert warnings_of(stack) == []


def test_a_rollout_that_is_over_before_a_hang_is_told_is_warned_of(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function(timeout=Duration.minutes(10)).release("live")

    [warning] = warnings_of(stack)
    assert warning == (
        f"rollout should take at least 720 s for its alarm to see {TEN_MINUTES} (1 x 60 s to "
        "fire, 600 s until they are told and 60 s of margin), got 300 s (canary of 10 % for 5 min)"
        " [ack: keel:unseen-hangs]"
    )


def test_a_rollout_that_is_long_enough_sees_the_hang_because_its_alarm_looks_back(
    stack: Stack, make_function: MakeFunction, evaluation_periods: Callable[[], int]
) -> None:
    rollout = Rollout.canary(10, bake=Duration.minutes(12))
    make_function(timeout=Duration.minutes(10)).release("live", rollout=rollout)

    assert warnings_of(stack) == []
    assert evaluation_periods() == 12


def test_a_window_that_somebody_chose_stays_and_is_warned_of(
    stack: Stack, make_function: MakeFunction, evaluation_periods: Callable[[], int]
) -> None:
    make_function(timeout=Duration.minutes(10)).release(
        "live",
        rollout=Rollout.canary(10, bake=Duration.minutes(15)),
        alarm=AlarmPolicy(evaluation_periods=11),
    )

    assert evaluation_periods() == 11
    [warning] = warnings_of(stack)
    assert warning == (
        f"alarm should look at 12 or more periods of 60 s to see {TEN_MINUTES}, got 11"
        " [ack: keel:unseen-hangs]"
    )


def test_a_rollout_without_an_alarm_misses_nothing_by_its_window(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function(timeout=Duration.minutes(15)).release("live", rollout=Rollout.all_at_once())

    assert warnings_of(stack) == []


def test_a_timeout_that_only_the_deployment_knows_is_not_judged(
    stack: Stack, make_function: MakeFunction, evaluation_periods: Callable[[], int]
) -> None:
    timeout = Duration.seconds(Token.as_number({"Ref": "Timeout"}))
    make_function(timeout=timeout).release("live")

    assert warnings_of(stack) == []
    assert evaluation_periods() == 5


@pytest.mark.parametrize(("minutes", "periods", "warned"), [(None, 5, 0), (10, 12, 1)])
def test_a_function_made_without_us_is_judged_by_its_own_timeout(
    stack: Stack,
    evaluation_periods: Callable[[], int],
    minutes: int | None,
    periods: int,
    warned: int,
) -> None:
    legacy = lambda_.Function(
        stack,
        "Legacy",
        code=code(),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
        timeout=None if minutes is None else Duration.minutes(minutes),
    )

    Release.around(legacy, "live")

    assert evaluation_periods() == periods
    assert len(warnings_of(stack)) == warned
