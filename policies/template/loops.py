"""Fn::ForEach as CloudFormation writes it out: a loop becomes what it makes, one key per item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from policies.domain.limits import TEMPLATE_BODY
from policies.template.origin import Origin
from policies.template.unreadable import UnreadableError
from policies.template.values import Unresolved, as_text
from policies.template.weight import BYTES_OF_VALUE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.template.origin import Steps
    from policies.template.template import Template

_LOOP: Final = "Fn::ForEach::"
_LIMIT: Final = TEMPLATE_BODY.maximum or 0
# `&{Name}` is `${Name}` without what a logical id may not hold.
_PLACEHOLDER: Final = re.compile(r"([$&])\{([A-Za-z0-9]+)\}")
_SPECIAL: Final = re.compile(r"[^A-Za-z0-9]")


class _Loop(NamedTuple):
    """A well-formed loop over a collection that is known."""

    variable: str
    items: list[str]
    body: dict[str, Any]


def written_out(template: Template) -> tuple[dict[str, Any], dict[str, Origin]]:
    """The template's data without its loops, and where the file has what they made.

    A loop that is malformed, or over what only the deployment knows, stays.

    Raises:
        UnreadableError: the loops make more than a template may have.
        RecursionError: they are nested too deeply.
    """
    return _Writer(template).written()


class _Writer:
    def __init__(self, template: Template) -> None:
        self._template = template
        self._left = _LIMIT
        self._origins: dict[str, Origin] = {}

    def written(self) -> tuple[dict[str, Any], dict[str, Origin]]:
        data: dict[str, Any] = {}
        for section, raw in self._template.document.data.items():
            data[section] = self._value(raw, {}, (section,))
        return data, self._origins

    def _value(self, raw: Any, names: Mapping[str, str], path: Steps) -> Any:
        """The value with the variables of the loops around it; `path` is where the file has it."""
        self._spend(BYTES_OF_VALUE)
        if isinstance(raw, str):
            text = _substituted(raw, names)
            self._spend(len(text))
            return text
        if isinstance(raw, list):
            return [self._value(each, names, (*path, index)) for index, each in enumerate(raw)]
        if not isinstance(raw, dict):
            return raw
        if names and len(raw) == 1 and isinstance(raw.get("Ref"), str) and raw["Ref"] in names:
            return names[raw["Ref"]]
        return self._mapping(raw, names, path)

    def _mapping(self, raw: dict[Any, Any], names: Mapping[str, str], path: Steps) -> Any:
        done: dict[Any, Any] = {}
        for key, value in raw.items():
            place = (*path, key)
            loop = self._loop(value, names) if str(key).startswith(_LOOP) else None
            if loop is None:
                name = _substituted(key, names) if isinstance(key, str) else key
                self._spend(len(str(name)))
                done[name] = self._value(value, names, place)
                self._remember(path, name, value, place, done[name])
                continue
            for item in loop.items:
                inner = {**names, loop.variable: item}
                made = self._mapping(loop.body, inner, (*place, 2))
                self._spend(BYTES_OF_VALUE)
                done |= made
        return done

    def _remember(self, path: Steps, name: Any, raw: Any, place: Steps, made: Any) -> None:
        """Where the file has a resource that a loop made."""
        is_looped = path[:1] == ("Resources",) and len(path) > 1
        is_resource = isinstance(raw, dict) and isinstance(raw.get("Type"), str)
        if is_looped and is_resource and _is_of_loops(path):
            file = self._template.document.data
            self._origins[str(name)] = Origin(str(name), made["Type"], place, file)

    def _loop(self, value: Any, names: Mapping[str, str]) -> _Loop | None:
        match value:
            case [str() as variable, collection, dict() as body]:
                items = self._items(collection, names)
            case _:
                return None
        return None if items is None else _Loop(variable, items, body)

    def _items(self, collection: Any, names: Mapping[str, str]) -> list[str] | None:
        """The items of a collection, None where they are not known before the deployment."""
        if not isinstance(collection, (list, dict)):
            return None
        resolved = self._template.intrinsics.resolve(_with_names(collection, names))
        if not isinstance(resolved, list):
            return None
        items: list[str] = []
        for each in resolved:
            item = as_text(self._template.intrinsics.resolve(each))
            if isinstance(item, Unresolved):
                return None
            items.append(item)
        return items

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise UnreadableError(
                self._template.path,
                f"its loops make a template of more than {_LIMIT} bytes, which CloudFormation "
                "refuses; split it",
            )


def _is_of_loops(path: Steps) -> bool:
    """Whether all below Resources is loops: steps of three, key, index of the body."""
    inner = path[1:]
    return all(str(step).startswith(_LOOP) for step in inner[::2]) and set(inner[1::2]) == {2}


def _with_names(raw: Any, names: Mapping[str, str]) -> Any:
    if isinstance(raw, str):
        return _substituted(raw, names)
    if isinstance(raw, list):
        return [_with_names(each, names) for each in raw]
    if isinstance(raw, dict):
        if len(raw) == 1 and isinstance(raw.get("Ref"), str) and raw["Ref"] in names:
            return names[raw["Ref"]]
        return {key: _with_names(value, names) for key, value in raw.items()}
    return raw


def _substituted(text: str, names: Mapping[str, str]) -> str:
    if not names:
        return text

    def replaced(match: re.Match[str]) -> str:
        mark, name = match.groups()
        if name not in names:
            return match[0]
        return names[name] if mark == "$" else _SPECIAL.sub("", names[name])

    return _PLACEHOLDER.sub(replaced, text)
