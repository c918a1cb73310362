"""How long APIs wait for the functions behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from policies.domain import limits
from policies.template.resources.http_api import HttpApi
from policies.template.resources.http_integration import HttpIntegration
from policies.template.resources.rest_api import RestApi
from policies.template.resources.rest_method import RestMethod

if TYPE_CHECKING:
    from policies.template.environment import Environment
    from policies.template.resources.function import Function

Asking: TypeAlias = RestMethod | RestApi | HttpIntegration | HttpApi

_PROXY = "AWS_PROXY"
_MS = 1000


class Wait(NamedTuple):
    """What waits for a function, and how long, in seconds."""

    caller: Asking
    seconds: float


def shortest_waits(environment: Environment) -> dict[Function, Wait]:
    """How long the least patient API waits for each function that it answers through.

    Only proxies surely wait: other integrations may ask Lambda to queue the event.
    """
    waits: dict[Function, Wait] = {}
    kinds: tuple[type[Asking], ...] = (RestMethod, RestApi, HttpIntegration, HttpApi)
    for kind in kinds:
        for caller in environment.resources(kind):
            for each in caller.function_integrations:
                wait_ms = _default_ms(caller) if each.timeout_ms is None else each.timeout_ms
                if each.type != _PROXY or not isinstance(wait_ms, int):
                    continue
                wait, function = Wait(caller, wait_ms / _MS), each.target.function
                if function not in waits or wait.seconds < waits[function].seconds:
                    waits[function] = wait
    return waits


def _default_ms(caller: Asking) -> int | None:
    """What API Gateway takes without a timeout; None where the kind of API is not known."""
    if isinstance(caller, (RestMethod, RestApi)):
        return limits.REST_API_TIMEOUT.default
    api = caller.api
    known = {"HTTP": limits.HTTP_API_TIMEOUT, "WEBSOCKET": limits.WEBSOCKET_API_TIMEOUT}
    limit = known.get(str(api.protocol)) if api else None
    return limit.default if limit else None
