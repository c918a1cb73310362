"""The tables of AWS's page about missing data, cell by cell, and its words about early alarms."""

import pytest

from policies.domain.simulation.alarm_evaluation import Missing, State, evaluated

# Any state stands for "retains its state": the two states before must both be kept.
KEPT = None
OK, ALARM, INSUFFICIENT = State.OK, State.ALARM, State.INSUFFICIENT_DATA
POINTS = {"0": False, "X": True, "-": None}

# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
THREE_OF_THREE = {
    "0 - X - X": (OK, OK, OK, OK),
    "0 - - - -": (OK, OK, OK, OK),
    "- - - - -": (INSUFFICIENT, KEPT, ALARM, OK),
    "0 X X - X": (ALARM, ALARM, ALARM, ALARM),
    "- - X - -": (ALARM, KEPT, ALARM, OK),
}
TWO_OF_THREE = {
    "0 - X - X": (ALARM, ALARM, ALARM, ALARM),
    "0 0 X 0 X": (ALARM, ALARM, ALARM, ALARM),
    "0 - X - -": (OK, OK, ALARM, OK),
    "- - - - 0": (OK, OK, ALARM, OK),
    "- - - X -": (ALARM, KEPT, ALARM, OK),
}
COLUMNS = (Missing.MISSING, Missing.IGNORE, Missing.BREACHING, Missing.NOT_BREACHING)
CELLS = [
    pytest.param(points, m, missing, state, id=f"{m} of 3, {missing}: {points}")
    for m, table in ((3, THREE_OF_THREE), (2, TWO_OF_THREE))
    for points, row in table.items()
    for missing, state in zip(COLUMNS, row, strict=True)
]


def state_of(points: str, m: int, missing: Missing, before: State = OK, n: int = 3) -> State:
    return evaluated(
        [POINTS[point] for point in points.split()],
        before,
        evaluation_periods=n,
        datapoints_to_alarm=m,
        missing=missing,
    )


@pytest.mark.parametrize(("points", "m", "missing", "state"), CELLS)
def test_a_cell_of_the_tables_holds(
    points: str, m: int, missing: Missing, state: State | None
) -> None:
    for before in (OK, ALARM):
        assert state_of(points, m, missing, before) is (before if state is KEPT else state)


@pytest.mark.parametrize("points", ["- - - - X", "- - - X -"])
def test_an_alarm_waits_for_the_next_data_point(points: str) -> None:
    assert state_of(points, 3, Missing.MISSING) is OK


@pytest.mark.parametrize("points", ["- - - X 0", "- - X - 0"])
def test_a_good_data_point_ends_the_wait(points: str) -> None:
    assert state_of(points, 3, Missing.MISSING, before=ALARM) is OK


def test_the_latest_data_points_count_and_no_others() -> None:
    assert state_of("X X 0 0 0", 1, Missing.NOT_BREACHING) is OK
    assert state_of("0 0 0 0 X", 1, Missing.NOT_BREACHING) is ALARM


def test_a_data_point_from_farther_back_stands_in_for_a_missing_one() -> None:
    assert state_of("X - -", 1, Missing.NOT_BREACHING, n=1) is ALARM
