from __future__ import annotations

import pytest

from policies.domain.limits import (
    DURABLE_OLDEST_RUNTIMES,
    MANAGED_INSTANCES_OLDEST_RUNTIMES,
    SNAPSTART_OLDEST_RUNTIMES,
)
from policies.domain.runtime_floors import is_below_floor, runtime_family


@pytest.mark.parametrize(
    ("runtime", "family"),
    [
        ("python3.13", "python"),
        ("nodejs24.x", "nodejs"),
        ("java8.al2", "java"),
        ("dotnetcore3.1", "dotnetcore"),
        ("provided.al2023", "provided"),
        ("", ""),
        ("3.13", ""),
    ],
)
def test_the_family_is_how_the_identifier_begins(runtime: str, family: str) -> None:
    assert runtime_family(runtime) == family


def test_the_floor_itself_and_what_is_newer_are_above_it() -> None:
    for runtime in ("python3.12", "python3.14", "python4.0", "java11", "java25", "dotnet10"):
        assert not is_below_floor(runtime, SNAPSTART_OLDEST_RUNTIMES)


def test_versions_are_compared_as_numbers() -> None:
    assert is_below_floor("python3.9", SNAPSTART_OLDEST_RUNTIMES)
    assert is_below_floor("java8.al2023", SNAPSTART_OLDEST_RUNTIMES)
    assert is_below_floor("provided.al2", MANAGED_INSTANCES_OLDEST_RUNTIMES)
    assert not is_below_floor("provided.al2023", MANAGED_INSTANCES_OLDEST_RUNTIMES)


def test_another_language_is_below_every_floor() -> None:
    assert is_below_floor("nodejs24.x", SNAPSTART_OLDEST_RUNTIMES)
    assert is_below_floor("ruby3.4", DURABLE_OLDEST_RUNTIMES)
    assert is_below_floor("dotnetcore3.1", DURABLE_OLDEST_RUNTIMES)


def test_a_language_that_came_later_is_not_judged() -> None:
    assert not is_below_floor("swift6", SNAPSTART_OLDEST_RUNTIMES)
    assert not is_below_floor("", SNAPSTART_OLDEST_RUNTIMES)
