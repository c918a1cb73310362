from __future__ import annotations

import pytest

from policies.domain.concurrency import ConcurrencyQuota, largest_few, utilization_problem


def test_an_account_has_a_thousand_and_keeps_a_hundred_unreserved() -> None:
    assert ConcurrencyQuota() == ConcurrencyQuota(pool=1000, floor=100)
    assert ConcurrencyQuota().reservable == 900


@pytest.mark.parametrize(
    ("pool", "floor", "reservable"),
    [(3000, 100, 2900), (10, 10, 0), (10, 100, 0), (10, 0, 10)],
    ids=["raised", "all of it", "less than the floor", "no floor"],
)
def test_what_is_above_the_floor_can_be_reserved(pool: int, floor: int, reservable: int) -> None:
    assert ConcurrencyQuota(pool, floor).reservable == reservable


@pytest.mark.parametrize(("reserved", "overdraft"), [(0, 0), (900, 0), (901, 1), (1500, 600)])
def test_the_overdraft_is_what_does_not_fit(reserved: int, overdraft: int) -> None:
    assert ConcurrencyQuota().overdraft(reserved) == overdraft


def test_only_the_few_largest_reservations_are_named() -> None:
    assert largest_few({"A": 1, "B": 5, "C": 2, "D": 3}) == "B 5, D 3, C 2"


@pytest.mark.parametrize("target", [0.1, 0.7, 0.9])
def test_a_utilization_is_a_fraction_that_leaves_room(target: float) -> None:
    assert utilization_problem(target) is None


@pytest.mark.parametrize("target", [0.0999, 0.9001, 70, 0, -1])
def test_any_other_utilization_is_told_as_it_was_written(target: float) -> None:
    problem = utilization_problem(target)

    assert problem is not None
    assert problem.endswith(f"must be 10 to 90 %, as a fraction of 1, got {target:g}")
