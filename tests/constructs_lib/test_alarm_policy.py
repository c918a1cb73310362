from typing import Any

import pytest
from aws_cdk import Token

from constructs_lib import AlarmPolicy, ConstructError
from policies.domain.alarms import AlarmWindow
from policies.domain.rollouts import Canary


def test_the_default_fires_after_one_bad_minute() -> None:
    assert AlarmPolicy().window() == AlarmWindow(60, 5, 1)
    assert AlarmPolicy().window().seconds_to_fire == 60


def test_the_default_can_be_relied_on_from_two_minutes_on() -> None:
    AlarmPolicy().require_in_time(Canary(10, 2))

    with pytest.raises(ConstructError) as refused:
        AlarmPolicy().require_in_time(Canary(10, 1))

    assert str(refused.value) == (
        "rollout must take at least 120 s for its alarm (1 x 60 s to fire and 60 s of margin), "
        "got 60 s (canary of 10 % for 1 min)"
    )


def test_policies_are_plain_values() -> None:
    assert AlarmPolicy(errors=3) == AlarmPolicy(errors=3)
    assert len({AlarmPolicy(errors=3), AlarmPolicy(errors=3)}) == 1


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"errors": 0}, "errors must be an int, at least 1, got 0"),
        ({"errors": 1.5}, "errors must be an int, at least 1, got 1.5"),
        ({"errors": True}, "errors must be an int, at least 1, got True"),
        ({"errors": "3"}, "errors must be an int, at least 1, got '3'"),
        (
            {"datapoints_to_alarm": 0},
            "datapoints_to_alarm must be 1 to 5 evaluation periods, got 0 evaluation periods",
        ),
        (
            {"datapoints_to_alarm": 6},
            "datapoints_to_alarm must be 1 to 5 evaluation periods, got 6 evaluation periods",
        ),
        (
            {"evaluation_periods": 1441},
            "evaluation_periods must be 1 to 1440 periods of 60 s, got 1441 periods of 60 s",
        ),
        (
            {"evaluation_periods": 0},
            "evaluation_periods must be 1 to 1440 periods of 60 s, got 0 periods of 60 s",
        ),
        (
            {"evaluation_periods": 2.5},
            "evaluation_periods must be an int, 1 to 1440 periods of 60 s, got 2.5",
        ),
        (
            {"datapoints_to_alarm": None},
            "datapoints_to_alarm must be an int, 1 to 5 evaluation periods, got None",
        ),
    ],
)
def test_what_cloudwatch_would_refuse_is_refused(props: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        AlarmPolicy(**props)

    assert str(refused.value) == message


def test_a_day_of_evaluation_periods_is_taken() -> None:
    assert AlarmPolicy(evaluation_periods=1440).window().evaluation_periods == 1440


@pytest.mark.parametrize("prop", ["errors", "datapoints_to_alarm", "evaluation_periods"])
def test_what_the_rollout_depends_on_is_known_at_synthesis(prop: str) -> None:
    token: Any = Token.as_number({"Ref": "Many"})

    with pytest.raises(ConstructError) as refused:
        AlarmPolicy(**{prop: token})

    assert str(refused.value) == f"{prop} must be known at synthesis, got a token"


@pytest.mark.parametrize(("timeout_seconds", "periods"), [(60, 5), (61, 5), (180, 5), (181, 6)])
def test_the_window_grows_with_a_timeout_that_it_would_not_see_otherwise(
    timeout_seconds: int, periods: int
) -> None:
    assert AlarmPolicy().window(timeout_seconds).evaluation_periods == periods


def test_a_window_that_is_chosen_does_not_grow() -> None:
    assert AlarmPolicy(evaluation_periods=5).window(900).evaluation_periods == 5
