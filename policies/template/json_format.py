"""JSON text to data, and the lines of its parts, found only when something is reported."""

from __future__ import annotations

import json
from itertools import accumulate
from json.decoder import WHITESPACE, scanstring  # type: ignore[attr-defined]  # not in typeshed
from typing import TYPE_CHECKING, Any

from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_skip_value = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # not in typeshed


def parse(path: Path, text: str) -> tuple[Any, JsonLines]:
    """The data and its lines.

    Raises:
        UnreadableError: the text is not JSON; the message names the line.
    """
    try:
        data = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        message = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
        problem = f"not JSON: {message} at column {error.colno}"
        if _is_cut_off(text[error.pos :].strip(), message):
            problem = "JSON ends before it is complete; write the file again (cdk synth)"
        raise UnreadableError(path, problem, line=error.lineno) from None
    except RecursionError:
        raise UnreadableError(path, "JSON is nested too deeply to be a template") from None
    except _ConstantError as error:
        raise UnreadableError(path, f"not JSON: {error} is no number") from None
    except ValueError:  # Python refuses to read integers of thousands of digits
        raise UnreadableError(path, "not JSON that AWS reads: a number too long") from None
    return data, JsonLines(text)


def _is_cut_off(rest: str, message: str) -> bool:
    return message.startswith("unterminated string") or any(
        word.startswith(rest) for word in ("true", "false", "null")
    )


class _ConstantError(ValueError):
    """NaN or Infinity, which Python's decoder would take."""


def _refuse(constant: str) -> None:
    raise _ConstantError(constant)


class JsonLines:
    """Lines of a valid JSON text.

    Descends to a path and lets the decoder's C scanner skip what lies beside it, so that a look-up
    costs at most one parse and a second one in the same resource next to nothing.
    """

    __slots__ = ("_breaks", "_children", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks: list[int] | None = None
        self._children: dict[int, dict[str | int, tuple[int, int]]] = {}

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of the deepest part of `path` that exists, counted from 1."""
        place = value = self._after_space(0)
        for step in path:
            try:
                children = self._children_at(value)
            except RecursionError:  # nested as deep as the stack goes; less of it is left by now
                break
            if step not in children:
                break
            place, value = children[step]
        from bisect import bisect_left  # noqa: PLC0415 - needed only when something is found

        return bisect_left(self._line_breaks(), place) + 1

    def _line_breaks(self) -> list[int]:
        """Where the lines end, found once: every finding asks."""
        if self._breaks is None:
            lengths = (len(line) + 1 for line in self._text.split("\n"))
            self._breaks = [end - 1 for end in accumulate(lengths)]
        return self._breaks

    def _after_space(self, index: int) -> int:
        match = WHITESPACE.match(self._text, index)
        return match.end() if match else index

    def _children_at(self, index: int) -> dict[str | int, tuple[int, int]]:
        """Key to (place of the key, place of the value), for the container that starts here."""
        known = self._children.get(index)
        if known is None:
            known = self._children[index] = self._scan(index)
        return known

    def _scan(self, start: int) -> dict[str | int, tuple[int, int]]:
        text = self._text
        children: dict[str | int, tuple[int, int]] = {}
        is_object = text[start] == "{"
        if not is_object and text[start] != "[":
            return {}
        index = self._after_space(start + 1)
        while text[index] not in "}]":
            place = index
            key: str | int = len(children)
            if is_object:
                key, index = scanstring(text, index + 1)
                index = self._after_space(self._after_space(index) + 1)
            children[key] = (place, index)
            index = self._after_space(_skip_value(text, index)[1])
            if text[index] == ",":
                index = self._after_space(index + 1)
        return children
