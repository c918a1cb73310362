"""What the README and results.md say was measured is what results.json holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import tables
from benchmarks.measuring import Cost, Spread, in_turns, ratios, run, spread
from benchmarks.rows import Goal, Row
from benchmarks.samples import template

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def results() -> Any:
    return json.loads((ROOT / "benchmarks/results.json").read_text(encoding="utf-8"))


def test_the_tables_are_those_of_the_results(results: Any) -> None:
    written = (ROOT / "benchmarks/results.md").read_text(encoding="utf-8")

    assert written == tables.markdown(results)


def test_the_readme_quotes_the_results(results: Any) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert readme == tables.with_excerpt(readme, results)
    assert f"on {results['date']}" in readme


def test_every_goal_is_judged_by_its_own_figure(results: Any) -> None:
    rows = [row for suite in results["suites"] for row in suite["rows"] if "goal" in row]
    names = {"of": str, "bound": float, "at_least": bool}

    assert len(rows) > 10
    for row in rows:
        goal = Goal(**{name: kind(row["goal"][name]) for name, kind in names.items()})
        ratio = Spread(**row["ratio"]) if "ratio" in row else None
        judged = Row(row["what"], row["unit"], Spread(**row["ours"]), ratio=ratio, goal=goal)
        assert goal.is_met(judged) is row["met"], row["what"]


def test_a_readme_without_a_place_for_them_is_refused(results: Any) -> None:
    with pytest.raises(ValueError, match=r"README\.md has no <!-- measured"):
        tables.with_excerpt("# Lambda Keel\n", results)


@pytest.mark.parametrize(
    ("goal", "is_met"),
    [
        (Goal(5, at_least=True), True),
        (Goal(6, at_least=True), False),
        (Goal(5), True),
        (Goal(4), False),
        (Goal(60, of="ours"), False),
        (Goal(60, of="least"), True),
    ],
)
def test_a_goal_is_held_against_the_median(goal: Goal, *, is_met: bool) -> None:
    row = Row("check", "ms CPU", Spread(70, 50, 90), "peer", ratio=Spread(5, 4, 6))

    assert goal.is_met(row) is is_met


def test_a_ratio_that_was_not_measured_meets_no_goal() -> None:
    assert not Goal(5).is_met(Row("check", "ms CPU", Spread(1, 1, 1)))


def test_a_ratio_is_the_median_of_the_rounds_own() -> None:
    assert ratios([10, 40, 30], [1, 2, 10]) == Spread(10, 3, 20)
    assert spread([3, 1, 2]) == Spread(2, 1, 3)


def test_rounds_go_forwards_and_backwards_after_one_that_does_not_count() -> None:
    done: list[str] = []

    def work(name: str) -> Cost:
        done.append(name)
        return Cost(len(done), 0, 0)

    costs = in_turns({"a": lambda: work("a"), "b": lambda: work("b")}, 2)

    assert done == ["a", "b", "a", "b", "b", "a"]
    assert [each.cpu_s for each in costs["a"]] == [3, 6]


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="/bin/false ended with 1"):
        run(["/bin/false"])
    assert run(["/bin/false"], fails=True).cpu_s >= 0


def test_a_peak_is_the_commands_own() -> None:
    assert 0 < run(["/bin/true"]).peak_mb < 30


def test_a_sample_has_the_resources_it_is_named_for() -> None:
    assert [len(template(size)["Resources"]) for size in (1, 5, 400)] == [5, 5, 400]
