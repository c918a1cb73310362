from __future__ import annotations

import pytest

from policies.domain.provisioned_concurrency import above_reserved, shift_shortfall


@pytest.mark.parametrize(("reserved", "provisioned"), [(10, 10), (10, 0), (0, 0)])
def test_what_is_provisioned_fits_what_is_reserved(reserved: int, provisioned: int) -> None:
    assert above_reserved(reserved, provisioned) is None


def test_what_is_provisioned_above_it_is_told() -> None:
    assert above_reserved(10, 11) == (
        "provisioned concurrency must be at most the 10 that the function reserves, got 11 over "
        "its aliases and versions"
    )


@pytest.mark.parametrize(("own", "provisioned", "reserved"), [(5, 5, 10), (5, 8, 13), (0, 9, 9)])
def test_two_versions_fit_beside_the_other_aliases(
    own: int, provisioned: int, reserved: int
) -> None:
    assert shift_shortfall("live", own, provisioned=provisioned, reserved=reserved) is None


def test_where_they_do_not_the_reservation_to_make_is_told() -> None:
    assert shift_shortfall("live", 5, provisioned=8, reserved=12) == (
        "reserved concurrency should be at least 13 while CodeDeploy shifts live with 5 "
        "provisioned, got 12"
    )
