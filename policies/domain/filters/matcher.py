"""Events against one alternative of a pattern, as closures over the tree of its keys.

Only leaves exist: strings, numbers, true, false and null. An object is looked into, an array is
transparent, and whatever several fields ask below one array has to hold in one of its elements.
That makes matching a walk down the event without ever going back; `arrays` has the reasons.

An event that reaches one path in two ways, by a key with a dot or a repeated key, ends the walk
with `SeveralWays`; `search` decides it then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters.json_text import SCALARS, json_scalar
from policies.domain.filters.several_ways import SeveralWays, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policies.domain.filters.steps import Step

    Walk = Callable[[object], bool]
    Objects = Callable[[dict[str, object]], bool]


def object_matcher(step: Step) -> Objects:
    """A test of the objects at this place; their keys occur once."""
    if not step.ways:
        return _always if step.absence else _never
    # An object is no leaf: a field that ends here is absent.
    if step.end is not None and not step.end.absence:
        return _never
    if len(step.ways) == 1:
        return _one_way(step)
    return _all_ways(step)


def _all_ways(step: Step) -> Objects:  # noqa: C901  # for the loop inside
    detours = step.detours
    # A leaf is decided without another walk: what fails there never starts one.
    ordered = sorted(step.ways.items(), key=lambda each: bool(each[1].ways))
    ways = tuple((key, *_tests(way), way.absence) for key, way in ordered)

    # Every call that this loop saves counts: it runs for each object of each event.
    def matches(members: dict[str, object]) -> bool:  # noqa: C901
        if detours:
            for key in detours:
                if key in members:
                    raise SeveralWays
        for key, scalar, objects, others, absence in ways:
            if key in members:
                value = members[key]
                kind = type(value)
                if kind in SCALARS:
                    if not scalar(value):
                        return False
                elif kind is dict:
                    if not objects(value):  # type: ignore[arg-type]  # its class is dict
                        return False
                elif not others(value):
                    return False
            elif not absence:
                return False
        return True

    return matches


def _tests(step: Step) -> tuple[Walk, Objects, Walk]:
    """The tests of a leaf, of a dict, and of anything else at this place."""
    objects = object_matcher(step)
    scalar = scalar_matcher(step)
    array: Callable[[Sequence[object]], bool] | None = None

    def matches(value: object) -> bool:
        nonlocal array
        if type(value) is list or isinstance(value, list | tuple):
            if array is None:
                from policies.domain.filters.arrays import (  # noqa: PLC0415  # few need it
                    array_matcher,
                )

                array = array_matcher(step, objects)
            return array(value)
        if isinstance(value, dict):
            return objects(plain(value))
        return scalar(json_scalar(value))

    return scalar, objects, matches


def scalar_matcher(step: Step) -> Walk:
    """A test of leaves: nothing is below them."""
    end = step.end
    if end is None:
        return _always if step.absence else _never
    if not step.ways:
        return end.test or _never
    if not all(way.absence for way in step.ways.values()):
        return _never
    return end.test or _never


def _one_way(step: Step) -> Objects:
    """The frequent object: one key leads on."""
    [(key, way)] = step.ways.items()
    detours = step.detours
    scalar, objects, others = _tests(way)
    absence = way.absence

    def matches(members: dict[str, object]) -> bool:
        if detours:
            for detour in detours:
                if detour in members:
                    raise SeveralWays
        if key not in members:
            return absence
        value = members[key]
        kind = type(value)
        if kind is dict:
            return objects(value)  # type: ignore[arg-type]  # its class is dict
        return scalar(value) if kind in SCALARS else others(value)

    return matches


def _never(_value: object) -> bool:
    return False


def _always(_value: object) -> bool:
    return True
