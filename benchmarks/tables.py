"""Results as people read them: results.md, and the short table of the README."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_MORE: Final = "All figures, with their spread: [benchmarks/results.md](benchmarks/results.md)."
START: Final = "<!-- measured: written by make bench -->"
END: Final = "<!-- measured: end -->"


def markdown(results: Mapping[str, Any]) -> str:
    """All rows, a table for each suite."""
    lines = ["# Measured", "", _when(results), ""]
    lines += [
        "Medians over the rounds, in brackets the least and the most; a ratio is that of the",
        "rounds' own. A goal is held against the median.",
        "",
    ]
    for suite in results["suites"]:
        lines += [f"## {suite['title']}", "", suite["note"], "", *_table(suite["rows"]), ""]
    return "\n".join(lines)


def excerpt(results: Mapping[str, Any]) -> str:
    """What the README quotes: the rows that have a goal, a peer's in one line."""
    lines = ["| what | beside | measured | goal |", "|---|---|---|---|"]
    for suite in results["suites"]:
        beside: dict[object, list[dict[str, Any]]] = {}
        for row in suite["rows"]:
            if "goal" in row:
                is_less = row["goal"]["of"] == "ratio" and row["goal"]["at_least"]
                key = (row["peer"], row["goal"]["bound"]) if is_less else row["what"], row["unit"]
                beside.setdefault(key, []).append(row)
        lines += map(_line, beside.values())
    return "\n".join([START, _when(results), "", *lines, "", _MORE, END])


def _line(rows: list[dict[str, Any]]) -> str:
    first, *others = rows
    what, measured, goal = first["what"], _held(first), _goal(first)
    missed = sum(not row["met"] for row in rows)
    if others:
        what = f"{len(rows)} inputs, from {what} to {others[-1]['what']}"
        figures = [row["ratio"]["median"] for row in rows]
        measured = f"{min(figures):g}x to {max(figures):g}x less"
    if missed:
        goal += f" (missed{f' on {missed}' if others else ''})"
    return f"| {what} | {first.get('peer', '')} | {measured} | {goal} |"


def with_excerpt(readme: str, results: Mapping[str, Any]) -> str:
    """The README with what it quotes brought up to date.

    Raises:
        ValueError: it has no place for it.
    """
    before, start, rest = readme.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"README.md has no {START} ... {END}")
    return f"{before}{excerpt(results)}{after}"


def _when(results: Mapping[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    return f"`{results['command']}` on {results['date']}: {results['machine']}; {versions}."


def _table(rows: list[dict[str, Any]]) -> list[str]:
    lines = [
        "| what | unit | Keel | beside | theirs | ratio | goal | peak, MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        peaks = [row[name] for name in ("peak_mb", "their_peak_mb") if name in row]
        goal = f"{_goal(row)}, {'met' if row['met'] else '**missed**'}" if "goal" in row else ""
        cells = [
            row["what"],
            row["unit"],
            _spread(row["ours"]),
            row.get("peer", ""),
            _spread(row.get("theirs")),
            _spread(row.get("ratio")),
            goal,
            " / ".join(f"{peak:g}" for peak in peaks),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _spread(figure: Mapping[str, float] | None) -> str:
    if figure is None:
        return ""
    shown = f"{figure['median']:,g}"
    if figure["least"] == figure["most"]:
        return shown
    return f"{shown} [{figure['least']:,g} to {figure['most']:,g}]"


def _held(row: Mapping[str, Any]) -> str:
    """The figure that the goal is about."""
    if row["goal"]["of"] == "ratio":
        times = "x less" if row["goal"]["at_least"] else "x"
        return f"{row['ratio']['median']:g}{times}"
    figure = row["ours"]["least" if row["goal"]["of"] == "least" else "median"]
    return f"{figure:,g} {row['unit']}"


def _goal(row: Mapping[str, Any]) -> str:
    goal = row["goal"]
    sign = "at least" if goal["at_least"] else "at most"
    return f"{sign} {goal['bound']:g}"
