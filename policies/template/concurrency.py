"""Who takes how much of the concurrency of an environment, for certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.template.resources.function import Function

if TYPE_CHECKING:
    from policies.template.environment import Environment


def reservations(environment: Environment) -> dict[Function, int]:
    """What each function reserves, but for one that alone exceeds the pool or is negative."""
    pool = environment.quota.pool
    return {
        function: reserved
        for function in environment.resources(Function)
        for reserved in (function.reserved_concurrency,)
        if isinstance(reserved, int) and 0 <= reserved <= pool and function.is_certain is True
    }


def unreserved_provisions(environment: Environment) -> dict[Function, int]:
    """What each function that reserves nothing provisions, out of what the others share."""
    return {
        function: provisioned
        for function in environment.resources(Function)
        if function.reserved_concurrency is None and function.is_certain is True
        for provisioned in (function.least_provisioned_concurrency,)
        if provisioned > 0
    }
