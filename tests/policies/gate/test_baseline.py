from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from policies.gate.baseline import Baseline, document, read_baseline
from policies.gate.identity import Identity
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

ONE = Identity("timeout-out-of-range", "App/Bill", "Timeout")
OTHER = Identity("memory-out-of-range", "App/Bill", "MemorySize")


def test_as_many_are_known_as_there_were() -> None:
    baseline = Baseline([ONE, ONE])

    assert baseline.known([ONE, OTHER, ONE, ONE]) == [True, False, True, False]


def test_what_was_not_found_again_is_resolved() -> None:
    baseline = Baseline([ONE, ONE, OTHER])
    baseline.known([ONE])

    assert baseline.resolved == [OTHER, ONE]


def of_worker(number: int) -> Identity:
    return Identity("timeout-out-of-range", f"App/Worker{number}/Resource", "Timeout")


def test_a_loop_that_is_renumbered_finds_nothing_new() -> None:
    baseline = Baseline(map(of_worker, (0, 3, 6)))

    assert baseline.known([*map(of_worker, (1, 4, 7))]) == [True, True, True]
    assert baseline.resolved == []


def test_of_a_loop_that_grows_what_is_new_is_the_one_that_was_not_there() -> None:
    baseline = Baseline(map(of_worker, (3, 6)))

    assert baseline.known([*map(of_worker, (0, 3, 6))]) == [False, True, True]


def test_a_number_that_changes_makes_no_other_place_known() -> None:
    baseline = Baseline([of_worker(3)])

    assert baseline.known([Identity("timeout-out-of-range", "App/Queue3", "Timeout")]) == [False]


def test_more_than_anybody_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keel-baseline.json"
    entries = [{**each._asdict(), "count": 600_000} for each in (ONE, OTHER)]
    path.write_text(json.dumps({"schema": 1, "findings": entries}))

    with pytest.raises(UnreadableError, match="holds more than 1000000 findings"):
        read_baseline(path)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "keel-baseline.json"
    path.write_text(document([OTHER, ONE, ONE]))
    baseline = read_baseline(path)

    assert baseline.resolved == [OTHER, ONE, ONE]


def test_the_order_of_findings_does_not_change_the_file() -> None:
    assert document([ONE, OTHER, ONE]) == document([OTHER, ONE, ONE])


def test_an_empty_baseline_is_one(tmp_path: Path) -> None:
    path = tmp_path / "keel-baseline.json"
    path.write_text(document([]))

    assert read_baseline(path).resolved == []


def test_one_that_is_missing_is_told_how_to_write(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file; write one with keel baseline"):
        read_baseline(tmp_path / "keel-baseline.json")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "empty"),
        ("[]", "no baseline of schema 1"),
        ({"schema": 2, "findings": []}, "no baseline of schema 1"),
        ({"schema": 1, "findings": {}}, "its findings are no list"),
        ({"schema": 1, "findings": ["x"]}, "finding 0 is malformed"),
        ({"schema": 1, "findings": [{"rule": "x", "place": 1, "property": ""}]}, "finding 0"),
        (
            {"schema": 1, "findings": [{**ONE._asdict(), "count": 10**12}]},
            "finding 0 is malformed",
        ),
        ({"schema": 1, "findings": [{**ONE._asdict(), "count": True}]}, "finding 0 is malformed"),
    ],
)
def test_what_is_no_baseline_is_told(tmp_path: Path, content: Any, problem: str) -> None:
    path = tmp_path / "keel-baseline.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))

    with pytest.raises(UnreadableError) as unreadable:
        read_baseline(path)

    assert problem in str(unreadable.value)
