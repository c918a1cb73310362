"""Requests to a route of an HTTP API call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING

from constructs_lib.doors.answer_time import require_answer_in_time, require_milliseconds
from constructs_lib.doors.callee import alias_arn, alias_called, let_api_gateway_call
from constructs_lib.doors.integrated_route import add_route
from constructs_lib.doors.route_key import RouteKey
from constructs_lib.doors.served_api import (
    ServedApi,
    require_authorizer,
    require_http_api,
    require_scopes,
)
from constructs_lib.triggers.trigger import require_free_place, require_name
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import Duration
    from aws_cdk import aws_apigatewayv2 as apigateway

    from constructs_lib.release import Release


@dataclass(frozen=True, eq=False)
class HttpRoute:
    """Requests to one route of an HTTP API call the release, and API Gateway may for that route.

    The event has payload format 2.0, and API Gateway answers with a 503 or 504 what the function
    did not answer. All stages of the API serve the route by this one alias: for an alias per stage
    there is StagedApi. Access logs and throttles are the stage's: give it both.

    Route, integration and permission stand below the alias, in its stack: the API may be of another
    stack, or of another app.

    Args:
        api: The HTTP API, made or imported.
        route: `METHOD /path`, with `{id}` for a part and `{proxy+}` for the rest; `ANY` for every
            method; `$default` for all that no other route takes.
        authorizer: Who may call; by default whom the API's own lets in. Where it has none, say it:
            `HttpNoneAuthorizer()` lets everybody call.
        scopes: What a token must be for, where the authorizer reads tokens.
        timeout: How long API Gateway waits, 50 to 30000 ms and no less than the function may take;
            by default the 30 s that it can, for a cold start comes on top of the function's own.
        name: Tells routes of one spelling apart that are of several APIs. It is part of the
            construct's id, which is for ever.

    Raises:
        ConstructError: A value is not what API Gateway takes; when attached, that nobody says who
            may call, the route is served already, or the function may take longer than `timeout`.

    See: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    """

    api: apigateway.IHttpApi
    route: str
    _: KW_ONLY
    authorizer: apigateway.IHttpRouteAuthorizer | None = None
    scopes: Sequence[str] = ()
    timeout: Duration | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        require_http_api(self.api)
        RouteKey.parse(self.route)
        require_authorizer(self.authorizer)
        require_scopes(self.scopes, beside=self.authorizer)
        require_milliseconds(limits.HTTP_API_TIMEOUT, self.timeout, prop="timeout")
        require_name(self.name)

    @property
    def construct_id(self) -> str:
        """The route's place below the alias."""
        return self.route if self.name is None else f"{self.name}-{self.route}"

    def attach(self, release: Release) -> None:
        """The alias answers the route, which API Gateway may call it for."""
        wait_ms = require_milliseconds(limits.HTTP_API_TIMEOUT, self.timeout, prop="timeout")
        require_answer_in_time(release.function, wait_ms, door="an HTTP API")
        api, key = ServedApi.of(self.api), RouteKey.parse(self.route)
        api.require_authorizer_of(self.authorizer)
        api.routes.take(key, release.name)
        require_free_place(release, self)
        route = add_route(
            release.alias,
            self.construct_id,
            self.api,
            key,
            called=alias_called(release),
            authorizer=self.authorizer,
            scopes=self.scopes,
            timeout=self.timeout,
        )
        let_api_gateway_call(
            route, "Permission", arn=alias_arn(release), source_arn=f"{api.arn}/{key.source()}"
        )
