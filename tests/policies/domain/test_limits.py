from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from policies.domain import limits
from policies.domain.limits import FUNCTION_LAYERS, FUNCTION_TIMEOUT, RESERVED_CONCURRENCY

SOURCE = Path(limits.__file__)
TABLE = tomllib.loads(SOURCE.with_name("limits.toml").read_text(encoding="utf-8"))


def entries(table: dict[str, Any], prefix: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every entry of the file with its name, the exceptions under `given` included."""
    found = []
    for key, entry in table.items():
        if not isinstance(entry, dict):
            continue
        if {"minimum", "maximum", "default", "values"} & entry.keys():
            found.append((f"{prefix}{key}", entry))
        found += entries(entry, f"{prefix}{key}.")
    return found


EVERY_ENTRY = [pytest.param(name, entry, id=name) for name, entry in entries(TABLE)]


@pytest.mark.parametrize(("name", "entry"), EVERY_ENTRY)
def test_every_entry_says_when_it_holds_where_from_and_since_when(
    name: str, entry: dict[str, Any]
) -> None:
    assert entry["when"]
    assert entry["source"].startswith("https://")
    assert dt.date(2026, 1, 1) <= entry["verified"] <= dt.date.today()  # noqa: DTZ011
    if ".given." not in name:
        assert entry["label"]
        assert isinstance(entry["unit"], str)


@pytest.mark.parametrize(("name", "entry"), EVERY_ENTRY)
def test_the_bounds_of_every_entry_are_in_order(name: str, entry: dict[str, Any]) -> None:
    del name
    lowest, highest = entry.get("minimum"), entry.get("maximum")
    if lowest is not None and highest is not None:
        assert lowest < highest
    default = entry.get("default")
    if default is not None:
        assert lowest is None or lowest <= default
        assert highest is None or default <= highest


def test_every_entry_is_read_and_has_a_typed_name() -> None:
    text = SOURCE.read_text(encoding="utf-8")

    assert set(limits.ALL) == {name for name, _ in entries(TABLE) if ".given." not in name}
    assert [name for name in limits.ALL if f'("{name}")' not in text] == []


def test_a_limit_admits_both_its_ends() -> None:
    assert FUNCTION_TIMEOUT.admits(1)
    assert FUNCTION_TIMEOUT.admits(900)
    assert not FUNCTION_TIMEOUT.admits(0)
    assert not FUNCTION_TIMEOUT.admits(901)


def test_a_violation_names_value_bounds_and_unit() -> None:
    assert FUNCTION_TIMEOUT.violation(901) == "timeout must be 1 to 900 s, got 901 s"
    assert FUNCTION_TIMEOUT.violation(901, label="bake") == "bake must be 1 to 900 s, got 901 s"
    assert FUNCTION_LAYERS.violation(6) == "layers must be at most 5, got 6"
    assert RESERVED_CONCURRENCY.violation(-1) == "reserved concurrency must be at least 0, got -1"
    assert FUNCTION_TIMEOUT.violation(900) is None


def test_an_exception_replaces_the_bounds_it_names_and_keeps_the_rest() -> None:
    managed = FUNCTION_TIMEOUT.given("CapacityProviderConfig")

    assert (managed.minimum, managed.maximum, managed.default) == (1, 5400, 3)
    assert managed.when != FUNCTION_TIMEOUT.when
    assert FUNCTION_TIMEOUT.given("SomethingElse") is FUNCTION_TIMEOUT


def test_the_nearest_admitted_value_is_the_end_that_was_passed() -> None:
    assert FUNCTION_TIMEOUT.nearest(5000) == 900
    assert FUNCTION_TIMEOUT.nearest(-5) == 1
    assert FUNCTION_TIMEOUT.nearest(30) == 30


def test_a_bound_is_not_taken_for_a_list_nor_a_list_for_a_bound() -> None:
    with pytest.raises(TypeError, match=r"environment\.reserved_keys is a list of values, not a b"):
        limits._limit("environment.reserved_keys")
    with pytest.raises(TypeError, match=r"function\.timeout is a bound, not a list of values"):
        limits._allowed("function.timeout")
    with pytest.raises(ValueError, match=r"function\.layers has no default"):
        limits._default("function.layers")


def test_a_list_knows_its_members() -> None:
    assert "AWS_REGION" in limits.ENVIRONMENT_RESERVED_KEYS
    assert "AWS_REGIONS" not in limits.ENVIRONMENT_RESERVED_KEYS


def test_a_list_says_its_members_in_words() -> None:
    assert limits.FUNCTION_PACKAGE_TYPES.bounds == "Image or Zip"
    assert limits.FUNCTION_SYSTEM_LOG_LEVELS.bounds == "DEBUG, INFO or WARN"
    assert limits.FUNCTION_TENANCY_MODES.bounds == "PER_TENANT"


def test_the_nearest_member_is_the_one_that_is_spelled_alike() -> None:
    assert limits.FUNCTION_LOG_FORMATS.nearest("text") == "Text"
    assert limits.FUNCTION_ARCHITECTURES.nearest("X86-64") == "x86_64"
    assert limits.FUNCTION_ARCHITECTURES.nearest("amd64") is None
