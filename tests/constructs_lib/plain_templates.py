"""Templates as text that two tools can be compared by: names for ids, no intrinsic functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def plain(value: Any, names: Mapping[str, str]) -> Any:
    """The value with every intrinsic function as the text that it stands for."""
    text = value
    match value:
        case {"Ref": target}:
            text = f"${{{names.get(target, target)}}}"
        case {"Fn::GetAtt": [target, attribute]}:
            text = f"${{{names.get(target, target)}.{attribute}}}"
        case {"Fn::Select": [index, {"Fn::Split": [separator, split]}]}:
            text = f"part {index} of {plain(split, names)} at each {separator}"
        case {"Fn::Join": [separator, parts]}:
            text = separator.join(plain(part, names) for part in parts)
        case {"Fn::Sub": [pattern, variables]}:
            known = {key: plain(each, names) for key, each in variables.items()}
            text = _substituted(pattern, names, known)
        case {"Fn::Sub": str(pattern)}:
            text = _substituted(pattern, names, {})
        case {**fields}:
            text = {key: plain(field, names) for key, field in fields.items()}
        case [*items]:
            text = [plain(item, names) for item in items]
        case str():
            text = names.get(value, value)  # what DependsOn names
    return text


def _substituted(pattern: str, names: Mapping[str, str], variables: Mapping[str, str]) -> str:
    def text(match: re.Match[str]) -> str:
        target, dot, attribute = match[1].partition(".")
        return variables.get(target, f"${{{names.get(target, target)}{dot}{attribute}}}")

    return re.sub(r"\$\{([\w:.]+)\}", text, pattern)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every scalar with its path; a list of scalars is one, in order, and alone is its item."""
    match value:
        case dict():
            for key, field in value.items():
                yield from leaves(field, f"{path}.{key}" if path else key)
        case list() if any(isinstance(item, dict) for item in value):
            for index, item in enumerate(value):
                yield from leaves(item, f"{path}[{index}]")
        case list():
            yield path, ", ".join(sorted(map(str, value)))
        case _:
            yield path, str(value)
