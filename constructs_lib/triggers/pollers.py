"""Pollers of a mapping that are kept ready, and billed."""

from __future__ import annotations

from typing import Any

from constructs_lib.errors import ConstructError, require, seen
from policies.domain.event_sources import pollers_problem

_BOUNDS = 2


def require_pollers(source: str, pollers: tuple[int, int] | None) -> None:
    """The source may have as many, or none are asked for.

    Raises:
        ConstructError: They are not a least and a most, or one is out of bounds.
    """
    if pollers is None:
        return
    if type(pollers) not in (list, tuple) or len(pollers) != _BOUNDS:
        raise ConstructError(f"pollers must be the least and the most, got {seen(pollers)}")
    require(pollers_problem(source, *pollers))


def poller_props(pollers: tuple[int, int] | None) -> dict[str, Any]:
    """What a mapping takes."""
    if pollers is None:
        return {}
    least, most = pollers
    return {"provisioned_poller_config": {"minimum_pollers": least, "maximum_pollers": most}}
