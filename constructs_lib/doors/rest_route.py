"""Requests to a method of a REST API call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING

from aws_cdk import aws_apigateway as apigateway

from constructs_lib.doors.answer_time import require_answer_in_time, require_milliseconds
from constructs_lib.doors.served_api import require_scopes
from constructs_lib.doors.served_rest_api import (
    ServedRestApi,
    require_kind_of_caller,
    rest_route_key,
)
from constructs_lib.errors import ConstructError, require_type, seen
from constructs_lib.interfaces import has_property
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import Duration

    from constructs_lib.release import Release


@dataclass(frozen=True, eq=False)
class RestRoute:
    """Requests to one method of a REST API call the release, and API Gateway may for that method.

    One permission, for the method and the stage that the API deploys to: the CDK adds a second one
    for the console's test button, which no production needs, and a function's policy holds 20 KB.
    Access logs, throttles and traces are the stage's: `deploy_options` of the RestApi.

    The method stands in the API's stack, below its resource, so that the API's deployment waits for
    it; only a reference goes to the function's stack.

    Args:
        api: The REST API, made or imported with its root.
        route: `METHOD /path`, with `{id}` for a part and `{proxy+}` for the rest; `ANY` for every
            method.
        authorizer: Who may call; by default whom the API's own lets in.
        authorization: The kind of it, where it needs no authorizer: IAM, or NONE for everybody.
        scopes: What a token must be for, where the authorizer is a user pool.
        api_key_required: Whether a request must come with a key of a usage plan, to meter it: a key
            is no authorization.
        timeout: How long API Gateway waits, 50 to 29000 ms and no less than the function may take;
            by default the 29 s that it can without a raised quota, for a cold start comes on top of
            the function's own.

    Raises:
        ConstructError: A value is not what API Gateway takes; when attached, that nobody says who
            may call, the method is served already, a parameter of its path has another name in
            another method's, the API is a StagedRestApi's or imported without its root, or the
            function may take longer than `timeout`.

    See: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
    """

    api: apigateway.IRestApi
    route: str
    _: KW_ONLY
    authorizer: apigateway.IAuthorizer | None = None
    authorization: apigateway.AuthorizationType | None = None
    scopes: Sequence[str] = ()
    api_key_required: bool = False
    timeout: Duration | None = None

    def __post_init__(self) -> None:
        if not has_property(self.api, "rest_api_id"):
            raise ConstructError(
                f"api must be an IRestApi such as RestApi(...), got {seen(self.api)}"
            )
        rest_route_key(self.route)
        require_kind_of_caller(self.authorizer, self.authorization)
        require_scopes(self.scopes, beside=self.authorization)
        require_type("api_key_required", self.api_key_required, bool, "True or False")
        require_milliseconds(limits.REST_API_TIMEOUT, self.timeout, prop="timeout")

    def attach(self, release: Release) -> None:
        """The alias answers the method, which API Gateway may call it for."""
        wait_ms = require_milliseconds(limits.REST_API_TIMEOUT, self.timeout, prop="timeout")
        require_answer_in_time(release.function, wait_ms, door="a REST API")
        api = ServedRestApi.of(self.api)
        if api.is_staged:
            raise ConstructError(
                "api of a StagedRestApi must get its routes by add_route, got a RestRoute, which "
                "its deployment would not know"
            )
        if self.authorizer is None and self.authorization is None and not api.has_authorization:
            raise ConstructError(
                "authorization must be given where the API has no default, got none; "
                "AuthorizationType.NONE lets everybody call"
            )
        key = rest_route_key(self.route)
        api.routes.take(key, release.name)
        integration = apigateway.LambdaIntegration(
            release.alias, allow_test_invoke=False, timeout=self.timeout
        )
        api.add_method(
            key,
            integration,
            authorizer=self.authorizer,
            authorization=self.authorization,
            scopes=self.scopes,
            api_key_required=self.api_key_required,
        )
