"""Whether what a policy's Resource says may cover a resource, when both are partly known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain.iam import has_wildcard, known_ends, wildcard_matches
from policies.template.arns import components
from policies.template.certain import known_end
from policies.template.values import Reference, joined, known_text, parts_of

if TYPE_CHECKING:
    from policies.template.arns import Component
    from policies.template.values import Value

# `arn`, the partition and the service: what even a `*` further on leaves as it is.
_HEAD: Final = 3
_STREAM: Final = "StreamArn"


def may_cover(pattern: Value, target: Value) -> bool:
    """False only when the pattern certainly does not cover the target.

    Two references to different resources of a type are different; one resource of an unknown name
    may have any.
    """
    if target is None or _are_one_resource(pattern, target):
        return True
    if isinstance(pattern, str) and isinstance(target, str):
        return wildcard_matches(pattern, target)
    return not _are_two_resources(pattern, target) and _parts_may_cover(pattern, target)


def _parts_may_cover(pattern: Value, target: Value) -> bool:
    covered, asked = components(pattern), components(target)
    if covered is None or asked is None:
        return _text_may_cover(pattern, target)
    if len(covered) > len(asked):  # a colon of its own covers no other
        return False
    if len(covered) < len(asked) and not _is_open(covered[-1]):
        is_wild = any(has_wildcard(known_text(part)) for part in covered)
        return is_wild and all(map(_text_may_cover, covered[:_HEAD], asked[:_HEAD]))
    *head, last = covered
    rest = _colons_between(asked[len(head) :])
    return all(map(_text_may_cover, head, asked)) and _text_may_cover(last, rest)


def _is_open(part: Component) -> bool:
    """True for a last part that goes on beyond colons: IAM's `*` at the end of one does."""
    return known_end(part).endswith("*")


def _colons_between(parts: tuple[Component, ...]) -> Component:
    separated: list[Component] = []
    for part in parts:
        separated += [":", part]
    return joined(separated[1:])


def _text_may_cover(pattern: Value, target: Value) -> bool:
    if "*" in (pattern, target):
        return True
    if _are_two_resources(pattern, target):
        return False
    pieces, asked = _pieces(pattern), _pieces(target)
    while pieces and asked and pieces[0] == asked[0] and not _is_wild(pieces[0]):
        del pieces[0], asked[0]
    while pieces and asked and pieces[-1] == asked[-1] and not _is_wild(pieces[-1]):
        del pieces[-1], asked[-1]
    if len(pieces) == len(asked) == 1:
        [one], [other] = pieces, asked
        if isinstance(one, str) and isinstance(other, str):
            return wildcard_matches(one, other)
        return not _are_two_resources(one, other)
    if not pieces or not asked:
        rest = [known_text(piece) for piece in (*pieces, *asked) if isinstance(piece, str)]
        return not "".join(rest).strip("*")
    starts, ends = _ends(pieces)
    first, last = _ends(asked)
    return (starts.startswith(first) or first.startswith(starts)) and (
        ends.endswith(last) or last.endswith(ends)
    )


def _pieces(text: Value) -> list[Value]:
    """The texts and unknowns it is made of; a resource whose name is known counts as text."""
    return [
        each.known_text if isinstance(each, Reference) and each.known_text else each
        for each in parts_of(text)
    ]


def _is_wild(piece: Value) -> bool:
    return isinstance(piece, str) and has_wildcard(piece)


def _ends(pieces: list[Value]) -> tuple[str, str]:
    """What the text starts and ends with for certain."""
    first, last = pieces[0], pieces[-1]
    start = known_ends(first)[0] if isinstance(first, str) else ""
    end = known_ends(last)[1] if isinstance(last, str) else ""
    return start, end


def _are_one_resource(one: Value, other: Value) -> bool:
    """True for two attributes of a resource, which may be the same."""
    if isinstance(one, Reference) and isinstance(other, Reference):
        return one.resource is other.resource and not _are_two_attributes(one, other)
    return one in ("*", other)


def _are_two_attributes(one: Reference, other: Reference) -> bool:
    """True for the ARN of a table and that of its stream, which goes on behind it."""
    return one.attribute != other.attribute and _STREAM in (one.attribute, other.attribute)


def _are_two_resources(one: Value, other: Value) -> bool:
    """True for the same attribute of two resources of a type: no two have the same."""
    if not isinstance(one, Reference) or not isinstance(other, Reference):
        return False
    if one.resource is other.resource:
        return _are_two_attributes(one, other)
    return one.resource.type == other.resource.type and one.attribute == other.attribute
