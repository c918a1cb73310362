"""Fields of one path, or of a path and one below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters import conditions as c
from policies.domain.filters.analysis.finding import finding
from policies.domain.filters.fields import OR
from policies.domain.filters.location import rendered
from policies.domain.filters.spelling import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.domain.filters.analysis.finding import Finding
    from policies.domain.filters.fields import Field, Parsed
    from policies.domain.filters.location import Where


def check_overlaps(parsed: Parsed) -> Iterator[Finding]:
    """Findings on fields that get in each other's way."""
    yield from _replacements(parsed)
    seen: set[tuple[int, int]] = set()
    for alternative in parsed.alternatives:
        for path, below in alternative.items():
            end = path.find(".")
            while end >= 0:
                above = alternative.get(path[:end])
                if above is not None and (id(above), id(below)) not in seen:
                    seen.add((id(above), id(below)))
                    yield from _leaf_and_object(above, below)
                end = path.find(".", end + 1)


def _replacements(parsed: Parsed) -> Iterator[Finding]:
    seen = set()
    for lost, kept in parsed.replacements:
        if _spelled(lost) == _spelled(kept) or (id(lost), id(kept)) in seen:
            continue
        seen.add((id(lost), id(kept)))
        if _or_of(lost.where) == _or_of(kept.where):
            yield finding(
                "replaced-by-duplicate",
                lost.where,
                f"the key is repeated: only {_array(kept)} counts",
                f"write one array: [{', '.join((*_spelled(lost), *_spelled(kept)))}] for either",
            )
        else:
            yield finding(
                "replaced-by-or",
                lost.where,
                f"{rendered(kept.where)} takes the place of this, it does not add to it",
                "write what must hold besides into each alternative of $or",
            )


def _leaf_and_object(above: Field, below: Field) -> Iterator[Finding]:
    for number, condition in enumerate(above.conditions):
        if isinstance(condition, c.Exists):
            outcome = (
                "needs an array with a value besides the object"
                if condition.wanted
                else "always matches"
            )
            yield finding(
                "exists-on-object",
                (*above.where, number),
                f"{below.path} makes {above.path} an object, and only leaves exist: "
                f"{spelled(condition)} {outcome}",
                "drop it, or test a leaf below it",
            )
            return
    yield finding(
        "leaf-and-object",
        above.where,
        f"{below.path} makes {above.path} an object: only an array that holds a value besides "
        "the object can match",
        "write one of the two",
    )


def _or_of(where: Where) -> Where:
    """The place up to the innermost `$or` and its alternative."""
    last = max((number for number, step in enumerate(where) if step == OR), default=-2)
    return where[: last + 2]


def _spelled(field: Field) -> list[str]:
    return [spelled(condition) for condition in field.conditions]


def _array(field: Field) -> str:
    return f"[{', '.join(_spelled(field))}]"
