import pytest

from constructs_lib import AlarmPolicy, ConstructError
from policies.domain.rollouts import AlarmWindow, Canary


def test_the_default_fires_after_one_bad_minute() -> None:
    assert AlarmPolicy().window == AlarmWindow(60, 5, 1)
    assert AlarmPolicy().window.seconds_to_fire == 60


def test_the_default_is_in_time_for_the_shortest_rollout() -> None:
    AlarmPolicy().require_in_time(Canary(10, 1))


def test_policies_are_plain_values() -> None:
    assert AlarmPolicy(errors=3) == AlarmPolicy(errors=3)
    assert len({AlarmPolicy(errors=3), AlarmPolicy(errors=3)}) == 1


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"errors": 0}, "errors must be at least 1, got 0"),
        (
            {"datapoints_to_alarm": 0},
            "datapoints to alarm must be 1 to the 5 evaluation periods, got 0",
        ),
        (
            {"datapoints_to_alarm": 6},
            "datapoints to alarm must be 1 to the 5 evaluation periods, got 6",
        ),
        (
            {"evaluation_periods": 1441},
            "evaluation periods of the alarm must be at most 86400 s, got 86460 s",
        ),
    ],
)
def test_what_cloudwatch_would_refuse_is_refused(props: dict[str, int], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        AlarmPolicy(**props)

    assert str(refused.value) == message


def test_a_day_of_evaluation_periods_is_taken() -> None:
    assert AlarmPolicy(evaluation_periods=1440).window.evaluation_periods == 1440
