"""One API whose stages call one alias each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk.aws_apigatewayv2_authorizers import HttpIamAuthorizer
from aws_cdk.aws_logs import LogGroup
from constructs import Construct

from constructs_lib.doors.access_log import AccessLog
from constructs_lib.doors.answer_time import require_answer_in_time, require_milliseconds
from constructs_lib.doors.callee import (
    STAGE_ALIAS,
    alias_of_stage_called,
    let_stages_call,
)
from constructs_lib.doors.integrated_route import add_route
from constructs_lib.doors.route_key import RouteKey
from constructs_lib.doors.served_api import ServedApi, require_authorizer, require_scopes
from constructs_lib.doors.stage_aliases import grant_stage, releases_of_stages, require_stages
from constructs_lib.errors import require_type_if_given
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import Duration
    from aws_cdk import aws_iam as iam

    from constructs_lib.doors.api_stage import ApiStage
    from constructs_lib.existing_function import Releasable
_CORS: Final = "a CorsPreflightOptions such as CorsPreflightOptions(allow_origins=['*'])"


class StagedApi(Construct):
    """An HTTP API with a stage for each alias: `/beta/orders` calls BETA, `/prod/orders` PROD.

    A stage names its alias in a variable, which is part of what each integration calls. Routes are
    the same in all stages and change in all at once; what is released separately is the code behind
    them. API Gateway may call each alias for its own stage and the routes alone: what BETA's stage
    is told cannot reach PROD.

    Requests to a stage are throttled, and each leaves a line of JSON in a log group of the stage's.
    Each route takes its share of the 20 KB that the policy of an alias may have: where there are
    many, one that ends in `{proxy+}` is enough for all below it.

    Attributes:
        api: The API.
        stages: The CDK's own stages, by name, with their `url`.

    Args:
        scope: The stack, or a construct in it: the functions' own, or one that comes after.
        construct_id: The API's place in its scope, and its name.
        stages: What calls which alias, by the name of the stage: letters, digits, `-` and `_`, or
            `$default` for the one without a name in its URL.
        authorizer: Who may call. By default whoever signs as AWS does and is allowed it by a policy
            of its own; `HttpNoneAuthorizer()` lets everybody call.
        cors: Pages of other origins that may call; none by default.

    Raises:
        ConstructError: There is no stage, or a value is of another type than its prop.

    See: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stages: Mapping[str, ApiStage],
        authorizer: apigateway.IHttpRouteAuthorizer | None = None,
        cors: apigateway.CorsPreflightOptions | None = None,
    ) -> None:
        require_stages(stages, with_default=True)
        require_authorizer(authorizer)
        require_type_if_given("cors", cors, apigateway.CorsPreflightOptions, _CORS)
        super().__init__(scope, construct_id)
        self.api = apigateway.HttpApi(
            self,
            "Api",
            api_name=construct_id,
            create_default_stage=False,
            default_authorizer=authorizer or HttpIamAuthorizer(),
            cors_preflight=cors,
        )
        self._stages = dict(stages)
        self.stages = {name: self._stage(name, stage) for name, stage in stages.items()}

    def add_route(
        self,
        function: Releasable,
        route: str,
        *,
        authorizer: apigateway.IHttpRouteAuthorizer | None = None,
        scopes: Sequence[str] = (),
        timeout: Duration | None = None,
    ) -> apigateway.HttpRoute:
        """The function answers the route, in each stage by the alias of the stage.

        Args:
            function: A VersionedFunction with a release for each stage.
            route: As HttpRoute has it.
            authorizer: Who may call; by default whom the API's own lets in.
            scopes: As HttpRoute has them.
            timeout: As HttpRoute has it.

        Returns:
            The CDK's own route, whose `grant_invoke` lets a role call it in every stage.

        Raises:
            ConstructError: The function has no release for a stage or may take longer than the API
                waits, the route is served already, or a value is none of its prop.
        """
        key = RouteKey.parse(route)
        require_authorizer(authorizer)
        require_scopes(scopes, beside=authorizer)
        wait_ms = require_milliseconds(limits.HTTP_API_TIMEOUT, timeout, prop="timeout")
        releases = releases_of_stages(function, self._stages)
        require_answer_in_time(function, wait_ms, door="an HTTP API")
        served = ServedApi.of(self.api)
        served.routes.take(key, ", ".join(release.name for release in releases.values()))
        added = add_route(
            self,
            str(key),
            self.api,
            key,
            called=alias_of_stage_called(function),
            authorizer=authorizer,
            scopes=scopes,
            timeout=timeout,
        )
        let_stages_call(added, key, releases, api_arn=served.arn)
        return added

    def grant_invoke(self, grantee: iam.IGrantable, *, stage: str) -> iam.Grant:
        """The grantee may call each route of one stage that asks for a signature, and no other.

        Raises:
            ConstructError: There is no such stage.
        """
        api_arn = ServedApi.of(self.api).arn
        return grant_stage(grantee, stage, stages=self.stages, api_arn=api_arn)

    def _stage(self, name: str, stage: ApiStage) -> apigateway.HttpStage:
        requests = LogGroup(self, f"Requests-{name}", retention=stage.retention)
        return apigateway.HttpStage(
            self,
            f"Stage-{name}",
            http_api=self.api,
            stage_name=name,
            auto_deploy=True,
            stage_variables={STAGE_ALIAS: stage.alias},
            access_log_settings=AccessLog(requests),
            throttle=apigateway.ThrottleSettings(
                rate_limit=stage.rate_per_second, burst_limit=stage.burst
            ),
        )
