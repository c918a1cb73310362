"""Events that reach a path in more than one way: by a key with a dot, or by a repeated key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters.json_text import Repeated

if TYPE_CHECKING:
    from policies.domain.filters.steps import Step


class SeveralWays(Exception):  # noqa: N818  # no error: the event needs the slower algorithm
    """The event may reach a path of the pattern in more than one way."""


def plain(members: dict[str, object]) -> dict[str, object]:
    """The object, when each of its keys occurs once.

    Raises:
        SeveralWays: a key is repeated.
    """
    if isinstance(members, Repeated):
        raise SeveralWays
    return members


def refuse_detours(step: Step, members: dict[str, object]) -> None:
    """Nothing, when only the pattern's own keys lead on.

    Raises:
        SeveralWays: another grouping of the same path is there.
    """
    for key in step.detours:
        if key in members:
            raise SeveralWays
