"""Integrations of API Gateway with functions, in whichever of its forms a template writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.template.invocation_uri import invoked_function

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.function_target import FunctionTarget
    from policies.template.properties import Element
    from policies.template.values import Unresolved


class Integration(NamedTuple):
    """How API Gateway asks a function and how long it waits.

    Attributes:
        target: The function, and through which qualifier.
        type: `AWS_PROXY` or `AWS`.
        method: The HTTP method with which it asks; None when the template names none.
        timeout_ms: How long it waits in milliseconds, None for its default.
        method_at: Where the method is or would be, as a path below Properties.
        timeout_at: Where the timeout is or would be.
    """

    target: FunctionTarget
    type: str | Unresolved | None
    method: str | Unresolved | None
    timeout_ms: int | Unresolved | None
    method_at: str
    timeout_at: str


def openapi_integrations(elements: Iterator[Element]) -> Iterator[Integration]:
    """Those of an OpenAPI document that ask functions."""
    for each in elements:
        target = invoked_function(each.value("uri"), each.template)
        if target:
            kind = each.text("type")
            yield Integration(
                target,
                kind.upper() if isinstance(kind, str) else kind,
                each.text("httpMethod"),
                each.integer("timeoutInMillis"),
                f"{each.at}.httpMethod",
                f"{each.at}.timeoutInMillis",
            )
