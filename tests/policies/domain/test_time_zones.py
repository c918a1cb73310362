from __future__ import annotations

import zoneinfo

import pytest

from policies.domain import time_zones
from policies.domain.time_zones import time_zone_problem


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/Argentina/Ushuaia"])
def test_a_zone_is_known_by_its_iana_name(name: str) -> None:
    assert time_zone_problem(name) is None


@pytest.mark.parametrize("name", ["Berlin", "", "../etc/passwd", "Europe", "CEST+2", "a\0b"])
def test_anything_else_is_no_zone(name: str) -> None:
    expected = f"time_zone must be an IANA name such as Europe/Berlin, got {name!r}"

    assert time_zone_problem(name) == expected


def test_without_a_database_nobody_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(time_zones, "ZoneInfo", nothing)

    assert time_zone_problem("Berlin") is None
