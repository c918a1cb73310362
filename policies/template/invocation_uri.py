"""Calls by API Gateway: the function inside the URI by which it is invoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.template.calls import Call
from policies.template.function_target import FunctionTarget, function_target
from policies.template.values import Text, Unresolved, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.resource import Resource
    from policies.template.template import Template
    from policies.template.values import Value

_BEFORE, _AFTER = "/functions/", "/invocations"
# An HTTP API may name an Invoke-with-response-stream path, which ends otherwise.
_STREAMED = "/response-streaming-invocations"
_STAGE_VARIABLE = "${stageVariables"


def gateway_calls(
    caller: Resource, at: str, uri: Value, credentials: Value, api: Resource | None
) -> Iterator[Call]:
    """The call that the URI at `at` makes; with credentials it needs no permission."""
    target = invoked_function(uri, caller.template)
    if target:
        principal = "apigateway.amazonaws.com" if credentials is None else None
        yield Call(caller, at, target, principal, source=api)


def invoked_function(uri: Value, template: Template) -> FunctionTarget | None:
    """What the URI invokes, or None when the template does not tell.

    It is a function's ARN between `...:lambda:path/2015-03-31/functions/` and `/invocations`; HTTP
    APIs take the plain ARN as well. What a stage variable is part of, each stage decides.
    """
    parts = uri.parts if isinstance(uri, Text) else (uri,)
    inside: list[str | Unresolved] = []
    for part in parts:
        if isinstance(part, Unresolved):
            inside.append(part)
        elif not isinstance(part, str) or _STAGE_VARIABLE in part:
            return None
        else:
            before, marker, after = part.partition(_BEFORE)
            if marker:
                inside.clear()
            inside.append(
                (after if marker else before).partition(_STREAMED)[0].partition(_AFTER)[0]
            )
    return function_target(joined(inside), template)
