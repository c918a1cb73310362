"""Arrays: what several fields ask below an array has to hold in one of its elements.

event-ruler decides fields in the order of their paths. The first that finds a leaf inside an
element settles on that element for the ones after it; absence decided before that counts for the
whole array, absence decided later for the settled element only. A scalar directly in an array
settles nothing.

Fields below different keys of an object never share an array, so each array is decided by itself;
and the field that settles is the first one that cannot be absent from the whole array. Each
element is therefore tried once, and nothing is ever taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters.json_text import SCALARS, json_scalar
from policies.domain.filters.several_ways import plain, refuse_detours
from policies.domain.filters.steps import Requirement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policies.domain.filters.steps import Step

    Walk = Callable[[object], bool]
    Objects = Callable[[dict[str, object]], bool]
    # The fields to decide, in the order of their paths, each with the keys that are still to go.
    Open = list[tuple[tuple[str, ...], Requirement]]


def array_matcher(step: Step, objects: Objects) -> Callable[[Sequence[object]], bool]:
    """A test of the arrays at this place; `objects` tests an object there."""
    fields = step.requirements()
    if not step.ways:
        return _leaf_matcher(fields[0][1])
    if step.end is None and not any(each.absence for _, each in fields):
        return _element_matcher(objects)
    return lambda values: _Decision().array(step, values, fields)


def _leaf_matcher(end: Requirement) -> Callable[[Sequence[object]], bool]:
    """One field ends here: any leaf may fit, however deep its arrays are nested."""
    test, absence = end.test, end.absence
    if test is None:
        return lambda values: not any(True for _ in leaves(values))

    def fits(values: Sequence[object]) -> bool:
        for value in values:
            if type(value) in SCALARS:
                if test(value):
                    return True
            elif isinstance(value, list | tuple):
                if fits(value):
                    return True
            elif not isinstance(value, dict) and test(json_scalar(value)):
                return True
        return False

    if absence:
        return lambda values: fits(values) or not any(True for _ in leaves(values))
    return fits


def _element_matcher(objects: Objects) -> Callable[[Sequence[object]], bool]:
    """All fields are below and need a leaf: one object has to have them all."""

    def matches(values: Sequence[object]) -> bool:
        for value in values:
            if isinstance(value, dict):
                if objects(plain(value)):
                    return True
            elif isinstance(value, list | tuple) and matches(value):
                return True
        return False

    return matches


def leaves(values: Sequence[object]) -> Iterable[object]:
    """The scalars of an array and of the arrays directly in it."""
    for value in values:
        if isinstance(value, list | tuple):
            yield from leaves(value)
        elif not isinstance(value, dict):
            yield json_scalar(value)


class _Decision:
    """One array's decision; an element seen before for the same fields is not tried again."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int, bool], bool] = {}

    def array(self, step: Step, values: Sequence[object], fields: Open) -> bool:
        keys, end = fields[0]
        if keys:
            return self._settled(step, values, fields)
        if any(True for _ in leaves(values)):
            if end.test is None:
                return False
            scalars = (value for value in values if not isinstance(value, dict | list | tuple))
            if any(map(end.test, scalars)) and self._settled(step, values, fields[1:]):
                return True
            fields = [((), _present(end)), *fields[1:]]
            nested = (value for value in values if isinstance(value, list | tuple))
            return any(self._value(step, value, fields) for value in nested)
        return end.absence and self._settled(step, values, fields[1:])

    def _settled(self, step: Step, values: Sequence[object], fields: Open) -> bool:
        for number, (keys, field) in enumerate(fields):
            if field.absence:
                if _nothing_at(step, values, keys):
                    continue
                if field.test is None:
                    return False
            remaining = [(keys, _present(field)), *fields[number + 1 :]]
            return any(
                self._value(step, value, remaining)
                for value in values
                if isinstance(value, dict | list | tuple)
            )
        return True

    def _value(self, step: Step, value: object, fields: Open) -> bool:
        question = (id(value), id(step), len(fields), fields[0][1].absence)
        if question not in self._known:
            if isinstance(value, dict):
                self._known[question] = self._object(step, plain(value), fields)
            elif isinstance(value, list | tuple):
                self._known[question] = self.array(step, value, fields)
            else:
                scalar = json_scalar(value)
                self._known[question] = all(
                    field.absence if keys else field.test is not None and field.test(scalar)
                    for keys, field in fields
                )
        return self._known[question]

    def _object(self, step: Step, members: dict[str, object], fields: Open) -> bool:
        refuse_detours(step, members)
        below: dict[str, Open] = {}
        for keys, field in fields:
            if keys:
                below.setdefault(keys[0], []).append((keys[1:], field))
            elif not field.absence:
                return False
        for key, remaining in below.items():
            if key in members:
                if not self._value(step.ways[key], members[key], remaining):
                    return False
            elif not all(field.absence for _, field in remaining):
                return False
        return True


def _present(field: Requirement) -> Requirement:
    """The field, no longer content with absence."""
    return Requirement(field.path, field.test, absence=False) if field.absence else field


def _nothing_at(step: Step, value: object, keys: tuple[str, ...]) -> bool:
    """True when no leaf of the value has these keys."""
    if isinstance(value, list | tuple):
        return all(_nothing_at(step, each, keys) for each in value)
    if not isinstance(value, dict):
        return bool(keys)
    if not keys:
        return True
    members = plain(value)
    refuse_detours(step, members)
    key = keys[0]
    return key not in members or _nothing_at(step.ways[key], members[key], keys[1:])
