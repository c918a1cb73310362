"""What a property can be: known, absent (None), or known only at deployment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from policies.template.resource import Resource

Known: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value]"
Value: TypeAlias = "Known | Unresolved | None"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A value that only the deployment knows.

    `known_text` is what its text holds at least, whatever the deployment adds: the literal parts
    of a Join or Sub, the shorter branch of an If.
    """

    reason: str
    known_text: str = ""


@dataclass(frozen=True, slots=True)
class PseudoParameter(Unresolved):
    """AWS::Region and its like, where the stack does not say: one ARN component, no colon in it."""


@dataclass(frozen=True, slots=True)
class Reference(Unresolved):
    """A Ref or GetAtt: its text is unresolved, but the resource it names is known."""

    resource: Resource | None = None
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Text(Unresolved):
    """Text of which only some parts are known, in order."""

    parts: tuple[str | Unresolved, ...] = ()


def joined(parts: list[str | Unresolved]) -> str | Unresolved:
    """The parts as one text: known when all are known, else a Text that keeps them apart."""
    flat: list[str | Unresolved] = []
    for part in parts:
        for piece in part.parts if isinstance(part, Text) else (part,):
            if isinstance(piece, str) and flat and isinstance(flat[-1], str):
                flat[-1] += piece
            elif piece != "":
                flat.append(piece)
    if not flat:
        return ""
    if len(flat) == 1:
        return flat[0]
    known = "".join(part if isinstance(part, str) else part.known_text for part in flat)
    return Text("partly known text", known, tuple(flat))


def as_text(value: Value) -> str | Unresolved:
    """The value as CloudFormation writes it into text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, Unresolved)):
        return value
    if isinstance(value, (int, float)):
        return str(value)
    return Unresolved("no text")
