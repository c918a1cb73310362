from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.policies.cli.conftest import Keel, Write

UNSAFE = {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 901}}
SAFE = {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 60}}


def put(write: Write, **functions: dict[str, Any]) -> None:
    write("bill.json", json.dumps({"Resources": functions}, indent=1))


def test_what_is_wrong_today_does_not_fail_tomorrow(keel: Keel, write: Write) -> None:
    put(write, Bill=UNSAFE)
    done = keel("baseline", "bill.json")

    assert (done.code, done.out) == (0, "keel-baseline.json: 1 finding\n")
    clean = keel("check", "bill.json", "--baseline", "keel-baseline.json")
    assert (clean.code, clean.out) == (0, "no findings in 1 template, 1 in the baseline\n")


def test_what_is_new_still_fails(keel: Keel, write: Write) -> None:
    put(write, Bill=UNSAFE)
    keel("baseline", "bill.json")
    put(write, Above=SAFE, New=UNSAFE, Bill=UNSAFE)
    done = keel("check", "bill.json", "--baseline", "keel-baseline.json")

    assert done.code == 1
    assert "New.Timeout" in done.out
    assert "Bill.Timeout" not in done.out


def test_the_configured_file_is_the_one(keel: Keel, write: Write) -> None:
    put(write, Bill=UNSAFE)
    write("keel.toml", '[keel]\nbaseline = "known.json"\n')

    assert keel("baseline", "bill.json").out == "known.json: 1 finding\n"
    assert keel("check", "bill.json").code == 0


def test_pruning_removes_what_is_resolved_and_adds_nothing(keel: Keel, write: Write) -> None:
    put(write, Bill=UNSAFE, Other=UNSAFE)
    keel("baseline", "bill.json")
    put(write, Bill=SAFE, Other=UNSAFE, New=UNSAFE)
    told = keel("check", "bill.json", "--baseline", "keel-baseline.json")
    pruned = keel("baseline", "bill.json", "--prune")

    assert "resolved: 1 finding of the baseline; keel baseline --prune removes them" in told.out
    assert pruned.out == "keel-baseline.json: 1 finding, 1 resolved one removed\n"
    [left] = json.loads(Path("keel-baseline.json").read_text())["findings"]
    assert left["place"] == "bill.json#Other"


def test_nothing_is_lost_when_something_cannot_be_read(keel: Keel, write: Write) -> None:
    put(write, Bill=UNSAFE)
    keel("baseline", "bill.json")
    before = Path("keel-baseline.json").read_text()
    write("bill.json", "{")
    done = keel("baseline", "bill.json")

    assert done.code == 2
    assert "keel-baseline.json was left as it is" in done.err
    assert Path("keel-baseline.json").read_text() == before


def test_pruning_needs_a_baseline(keel: Keel, write: Write) -> None:
    put(write, Bill=UNSAFE)
    done = keel("baseline", "bill.json", "--prune")

    assert done.code == 2
    assert "keel-baseline.json" in done.err


@pytest.mark.parametrize("line", [0, 400])
def test_a_known_finding_is_known_wherever_its_line_is(keel: Keel, write: Write, line: int) -> None:
    put(write, Bill=UNSAFE)
    keel("baseline", "bill.json")
    write("bill.json", "\n" * line + json.dumps({"Resources": {"Bill": UNSAFE}}))

    assert keel("check", "bill.json", "--baseline", "keel-baseline.json").code == 0
