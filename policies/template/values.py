"""What a property can be: known, absent (None), or known only at deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from policies.domain.limits import TEMPLATE_BODY

if TYPE_CHECKING:
    from policies.template.resource import Resource

Known: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value]"
Value: TypeAlias = "Known | Unresolved | None"

# A few Subs inside each other write texts that no memory holds.
_MAXIMUM_TEXT: Final = TEMPLATE_BODY.maximum or 0
# User data and state machines join hundreds; each may be asked for its ARN, again and again.
_MAXIMUM_PARTS: Final = 2_000


class Unresolved:
    """A value that only the deployment knows; never changed once it is made.

    `known_text` is what its text holds at least, whatever the deployment adds: the literal parts
    of a Join or Sub, the shorter branch of an If.
    """

    # Plain classes, here and below: what dataclasses import costs the gate a third of its start.
    __slots__ = ("known_text", "reason")

    def __init__(self, reason: str, known_text: str = "") -> None:
        self.reason = reason
        self.known_text = known_text

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self._identity!r}"

    @property
    def _identity(self) -> tuple[object, ...]:
        return self.reason, self.known_text


class PseudoParameter(Unresolved):
    """AWS::Region and its like, where the stack does not say: one ARN component, no colon in it."""

    __slots__ = ()


class PerhapsAbsent(Unresolved):
    """What an If gives that may turn out to be AWS::NoValue: no text, no element, no property."""

    __slots__ = ()


class Reference(Unresolved):
    """A Ref or GetAtt: its text is unresolved, but the resource it names is known."""

    __slots__ = ("attribute", "resource")

    def __init__(
        self, reason: str, resource: Resource, attribute: str = "", *, known_text: str = ""
    ) -> None:
        super().__init__(reason, known_text)
        self.resource = resource
        self.attribute = attribute

    @property
    def _identity(self) -> tuple[object, ...]:
        return self.reason, self.known_text, self.resource, self.attribute


class Text(Unresolved):
    """Text of which only some parts are known, in order."""

    # Kept by arns: what stands between its colons, for the ARN of a role is taken apart often.
    __slots__ = ("components", "parts")

    components: tuple[str | Unresolved, ...] | None

    def __init__(self, parts: tuple[str | Unresolved, ...]) -> None:
        super().__init__("partly known text", "".join(map(known_text, parts)))
        self.parts = parts

    @property
    def _identity(self) -> tuple[object, ...]:
        return self.parts


def joined(parts: list[str | Unresolved]) -> str | Unresolved:
    """The parts as one text: known when all are known, else a Text that keeps them apart."""
    if len(parts) == 1:  # most often, and then there is nothing to join
        [only] = parts
        if not isinstance(only, Text) and len(known_text(only)) <= _MAXIMUM_TEXT:
            return only
    flat: list[str | Unresolved] = []
    run: list[str] = []
    length = 0
    for part in parts:
        length += len(known_text(part))
        if length > _MAXIMUM_TEXT or len(flat) > _MAXIMUM_PARTS:
            return Unresolved(
                "a text longer than a template", "".join(map(known_text, [*flat, *run]))
            )
        for piece in part.parts if isinstance(part, Text) else (part,):
            if isinstance(piece, str):
                run.append(piece)
                continue
            _end_run(run, flat)
            flat.append(piece)
    _end_run(run, flat)
    if not flat:
        return ""
    if len(flat) == 1:
        return flat[0]
    return Text(tuple(flat))


def _end_run(run: list[str], flat: list[str | Unresolved]) -> None:
    text = "".join(run)
    run.clear()
    if text:
        flat.append(text)


def known_text(text: str | Unresolved) -> str:
    """What the text holds at least."""
    return text if isinstance(text, str) else text.known_text


def parts_of(value: Value) -> tuple[Value, ...]:
    """The parts of a text of which only some are known; any other value is its own only part."""
    return value.parts if isinstance(value, Text) else (value,)


def as_text(value: Value) -> str | Unresolved:
    """The value as CloudFormation writes it into text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, Unresolved)):
        return value
    if isinstance(value, (int, float)):
        return str(value)
    return Unresolved("no text")


def is_plain(value: Any) -> bool:
    """True for a scalar or a list of scalars: what parameters and mappings may hold."""
    items = value if isinstance(value, list) else (value,)
    return not any(isinstance(item, (dict, list)) for item in items)


def is_inserted(key: str) -> bool:
    """True for a key that is no name: a macro or a loop, which writes others in its place."""
    return key.startswith("Fn::")
