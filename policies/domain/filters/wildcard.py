r"""wildcard: `*` is any text, `\*` an asterisk, `\\` a backslash.

Matching takes the literal pieces from left to right at their first place, which decides in one
pass; a regular expression would go back over the text for every `*`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Callable

_ESCAPABLE: Final = "*\\"


def pieces(text: str) -> list[str]:
    r"""The literal texts between the `*`, unescaped: one more than there are `*`.

    Raises:
        ValueError: with what is wrong: two `*` together, or a `\` before anything but `*` and `\`.
    """
    found, piece, position = [], "", 0
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
            if text[position : position + 1] not in _ESCAPABLE or position == len(text):
                raise ValueError(f"\\ must stand before * or \\, got {text[position - 1 :][:2]!r}")
            piece += text[position]
        elif character == "*":
            if text[position + 1 : position + 2] == "*":
                raise ValueError(f"wildcard must not have ** (at character {position})")
            found.append(piece)
            piece = ""
        else:
            piece += character
        position += 1
    return [*found, piece]


def complexity_problem(literals: list[str]) -> str | None:
    """Why the wildcard is more complex than AWS takes, or None when it is not known to be."""
    limit = limits.FILTER_WILDCARD_COMPLEXITY
    if not literals[0]:
        limit = limit.given("LeadingWildcard")
    if len(literals) - 1 > (limit.maximum or 0):
        return limit.violation(len(literals) - 1)
    return limit.violation(complexity(literals))


def complexity(literals: list[str]) -> int:
    """How many prefixes of the wildcard one text can match at once, as event-ruler scores it.

    Once every `*` has been reached, that is one for each `*` and one for each beginning of a later
    piece with which the text ends. The worst text ends with the beginning that has most others as
    its own endings: an Aho-Corasick automaton counts them in one pass.
    """
    stars = len(literals) - 1
    if not stars:
        return 1
    children: list[dict[str, int]] = [{}]
    ending_here, fallback = [0], [0]
    # The quote that closes the string in JSON takes part in event-ruler's automaton.
    for literal in (*literals[1:-1], f'{literals[-1]}"'):
        node = 0
        for character in literal:
            if character not in children[node]:
                children[node][character] = len(children)
                children.append({})
                ending_here.append(0)
                fallback.append(0)
            node = children[node][character]
            ending_here[node] += 1
    worst, level = 0, list(children[0].values())
    while level:
        following = []
        for node in level:
            ending_here[node] += ending_here[fallback[node]]
            worst = max(worst, ending_here[node])
            for character, child in children[node].items():
                shorter = fallback[node]
                while shorter and character not in children[shorter]:
                    shorter = fallback[shorter]
                fallback[child] = children[shorter].get(character, 0)
                following.append(child)
        level = following
    return stars + worst


def matcher(literals: list[str]) -> Callable[[str], bool]:
    """A test for whole strings, in time linear in the string."""
    if len(literals) == 1:
        whole = literals[0]
        return lambda value: value == whole
    first, *middle, last = literals
    least = len(first) + len(last)

    def matches(value: str) -> bool:
        if len(value) < least or not (value.startswith(first) and value.endswith(last)):
            return False
        position, end = len(first), len(value) - len(last)
        for literal in middle:
            position = value.find(literal, position, end)
            if position < 0:
                return False
            position += len(literal)
        return True

    return matches
