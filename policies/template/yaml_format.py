"""YAML text to data, CloudFormation's short tags as the functions they stand for.

Built from libyaml's events, not by PyYAML's composer: that one recurses in C and takes the whole
process down on deep nesting, and it makes a node and then an object of everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

# libyaml's parser is ten times faster; wheels carry it, a source build may not.
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# CloudFormation's own documents stay below 30; JSON's reader stops near 1,000.
_MAXIMUM_DEPTH: Final = 200
# A template of 1 MB holds fewer values than this; only aliases of aliases expand beyond.
_MAXIMUM_VALUES: Final = 2_000_000
_TEXT_PER_VALUE: Final = 100

# No property of AWS holds a longer one; Python refuses to write integers of thousands of digits.
_MAXIMUM_NUMBER: Final = 1_000

_CORE: Final = "tag:yaml.org,2002:"
_NATIVE: Final = frozenset(f"{_CORE}{name}" for name in ("bool", "float", "int", "null"))
_MERGE: Final = "<<"


def parse(path: Path, text: str) -> tuple[Any, YamlLines]:
    """The data and its lines.

    Raises:
        UnreadableError: the text is not YAML; the message names the line.
    """
    try:
        # yaml.parse keeps libyaml's parser alive exactly as long as its events are wanted.
        return _Composition(path).compose(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = (error.problem or error.context or "cannot be parsed").splitlines()[0]
        if mark is not None and _line(text, mark.line)[mark.column :].startswith("\t"):
            problem = "indented with a tab; YAML takes spaces only"
        line = mark.line + 1 if mark is not None else None
        raise UnreadableError(path, f"not YAML: {problem}", line=line) from None
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableError(path, f"not YAML: {str(error).splitlines()[0]}") from None


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number] if number < len(lines) else ""


class _Open:
    """A mapping or sequence whose end has not been read."""

    __slots__ = ("anchor", "data", "key", "lines", "merged", "tag", "values")

    def __init__(self, data: dict[str, Any] | list[Any], event: Any) -> None:
        self.data = data
        self.anchor: str | None = event.anchor
        self.tag: str | None = event.tag
        self.lines: dict[str | int, int] = {}
        self.key: str | None = None
        self.merged: list[Any] = []
        # How many values it stands for with every alias written out.
        self.values = 1


class _Composition:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._scalars = SafeConstructor()
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._lines: dict[int, dict[str | int, int]] = {}
        self._stack: list[_Open] = []
        self._root: Any = None
        self._has_aliases = False

    def compose(self, events: Iterator[Any]) -> tuple[Any, YamlLines]:
        documents = 0
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._begin({}, event)
            elif kind is yaml.SequenceStartEvent:
                self._begin([], event)
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                self._end(event)
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self._unreadable(event, "a second YAML document; keep one in a file")
        if not documents:
            raise UnreadableError(self._path, "empty; a template needs at least Resources")
        return self._root, YamlLines(self._root, self._lines)

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        parent = self._stack[-1] if self._stack else None
        if parent is not None and type(parent.data) is dict and parent.key is None:
            parent.key = text
            parent.lines[text] = event.start_mark.line
            return
        value: Any = text
        if event.tag is None:
            if event.implicit[0] and not event.style:
                value = self._plain(text)
        elif event.tag in _NATIVE:
            value = self._native(event.tag, text)
        else:
            value = _function(event.tag, text)
        # An alias of a long text multiplies it, too.
        values = 1 + len(text) // _TEXT_PER_VALUE
        if event.anchor:
            self._anchors[event.anchor] = value, values
        self._add(value, values, event)

    def _plain(self, text: str) -> Any:
        """What an unquoted scalar means in YAML 1.1; dates stay text, as CloudFormation has it."""
        for tag, expression in Resolver.yaml_implicit_resolvers.get(text[:1], ()):
            if expression.match(text):
                return self._native(tag, text) if tag in _NATIVE else text
        return text

    def _native(self, tag: str, text: str) -> Any:
        if len(text) > _MAXIMUM_NUMBER:
            return text
        try:
            return self._scalars.construct_object(yaml.ScalarNode(tag, text))
        except (yaml.YAMLError, ValueError, IndexError, KeyError):
            return text

    def _begin(self, data: dict[str, Any] | list[Any], event: Any) -> None:
        parent = self._stack[-1] if self._stack else None
        if parent is not None and type(parent.data) is dict and parent.key is None:
            raise self._unreadable(event, "a YAML key that is no text")
        if len(self._stack) == _MAXIMUM_DEPTH:
            raise self._unreadable(event, "nested too deeply to be a template")
        if parent is not None and isinstance(parent.data, list):
            # The event that ends a container stands behind it.
            parent.lines[len(parent.data)] = event.start_mark.line
        self._stack.append(_Open(data, event))

    def _end(self, event: Any) -> None:
        opened = self._stack.pop()
        data = opened.data
        if isinstance(data, dict):
            for merged in opened.merged:
                for key, value in merged.items():
                    data.setdefault(key, value)
        self._lines[id(data)] = opened.lines
        whole = _function(opened.tag, data)
        if opened.anchor:
            self._anchors[opened.anchor] = whole, opened.values
        self._add(whole, opened.values, event)

    def _alias(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            raise self._unreadable(event, f"alias {event.anchor} of nothing that ended above it")
        self._has_aliases = True
        self._add(*self._anchors[event.anchor], event)

    def _add(self, value: Any, values: int, event: Any) -> None:
        if not self._stack:
            self._root = value
            return
        parent = self._stack[-1]
        parent.values += values
        if parent.values > _MAXIMUM_VALUES:
            problem = "too many values to be a template"
            if self._has_aliases:
                problem = "YAML aliases multiply without end; write them out"
            raise self._unreadable(event, problem)
        data = parent.data
        if isinstance(data, list):
            parent.lines.setdefault(len(data), event.start_mark.line)
            data.append(value)
        elif parent.key == _MERGE:
            self._merge(parent, value, event)
        elif parent.key is not None:
            data[parent.key] = value
        else:
            raise self._unreadable(event, "a YAML key that is no text")
        parent.key = None

    def _merge(self, parent: _Open, value: Any, event: Any) -> None:
        mappings = value if isinstance(value, list) else [value]
        if not all(isinstance(mapping, dict) for mapping in mappings):
            raise self._unreadable(event, "<< merges no mapping; write it out")
        parent.merged.extend(mappings)

    def _unreadable(self, event: Any, problem: str) -> UnreadableError:
        return UnreadableError(self._path, problem, line=event.start_mark.line + 1)


def _function(tag: str | None, value: Any) -> Any:
    """`!Sub x` is `{"Fn::Sub": x}`; only Ref and Condition have no prefix."""
    if tag is None or not tag.startswith("!") or tag == "!":
        return value
    name = tag[1:]
    if name in ("Ref", "Condition"):
        return {name: value}
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {f"Fn::{name}": value}


class YamlLines:
    """Lines of a YAML text, as its events told them."""

    __slots__ = ("_lines", "_root")

    def __init__(self, root: Any, lines: dict[int, dict[str | int, int]]) -> None:
        self._root = root
        self._lines = lines

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of the deepest part of `path` that exists, counted from 1."""
        data, line = self._root, 0
        for step in path:
            line = self._lines.get(id(data), {}).get(step, line)
            try:
                data = data[step]
            except (KeyError, IndexError, TypeError):
                break
        return line + 1
