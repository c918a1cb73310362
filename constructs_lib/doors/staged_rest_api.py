"""One REST API whose stages call one alias each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aws_cdk import aws_apigateway as apigateway
from aws_cdk.aws_logs import LogGroup
from constructs import Construct

from constructs_lib.doors.access_log import AccessLog
from constructs_lib.doors.answer_time import require_answer_in_time, require_milliseconds
from constructs_lib.doors.callee import (
    STAGE_ALIAS,
    integration_of_stage,
    let_stages_call,
    named_by_stage,
)
from constructs_lib.doors.served_api import require_scopes
from constructs_lib.doors.served_rest_api import (
    ServedRestApi,
    require_kind_of_caller,
    rest_route_key,
)
from constructs_lib.doors.stage_aliases import grant_stage, releases_of_stages, require_stages
from constructs_lib.errors import require_type, require_type_if_given
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import Duration
    from aws_cdk import aws_iam as iam

    from constructs_lib.doors.api_stage import ApiStage
    from constructs_lib.existing_function import Releasable

_CORS: Final = "a CorsOptions such as CorsOptions(allow_origins=['https://example.com'])"


class StagedRestApi(Construct):
    """A REST API with a stage for each alias: what StagedApi is for HTTP APIs.

    Take it for what HTTP APIs have not: keys and usage plans, validation of requests, a firewall,
    a private endpoint. A stage names its alias in a variable, throttles its requests, traces them
    and leaves a line of JSON for each in a log group of its own. Methods are the same in all stages
    and are deployed to all at once; what is released separately is the code behind them. API
    Gateway may call each alias for its own stage and the methods alone.

    REST APIs write logs in one role of the account and region: without it the first deployment of
    a stage fails ("CloudWatch Logs role ARN must be set"). `cloud_watch_role=True` sets it here,
    for one stack of them; it stays when the stack goes.

    Attributes:
        api: The API, a regional one. Methods that are added past `add_route` are not deployed.
        deployment: What all stages serve; another one with each change of the routes.
        stages: The CDK's own stages, by name, with their `url_for_path`.

    Args:
        scope: The stack, or a construct in it: the functions' own, or one that comes after.
        construct_id: The API's place in its scope, and its name.
        stages: What calls which alias, by the name of the stage: letters, digits, `-` and `_`.
        authorizer: Who may call: a user pool or a function that says so.
        authorization: The kind of it, where it needs no authorizer. By default IAM: whoever signs
            as AWS does and is allowed it by a policy of its own; NONE lets everybody call.
        cors: Pages of other origins that may call; none by default.
        cloud_watch_role: Whether to set the role in which API Gateway logs in this account.

    Raises:
        ConstructError: There is no stage, or a value is of another type than its prop.

    See: https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stages: Mapping[str, ApiStage],
        authorizer: apigateway.IAuthorizer | None = None,
        authorization: apigateway.AuthorizationType | None = None,
        cors: apigateway.CorsOptions | None = None,
        cloud_watch_role: bool = False,
    ) -> None:
        require_stages(stages, with_default=False)
        require_kind_of_caller(authorizer, authorization)
        require_type_if_given("cors", cors, apigateway.CorsOptions, _CORS)
        require_type("cloud_watch_role", cloud_watch_role, bool, "True or False")
        if authorizer is None and authorization is None:
            authorization = apigateway.AuthorizationType.IAM
        super().__init__(scope, construct_id)
        self.api = apigateway.RestApi(
            self,
            "Api",
            rest_api_name=construct_id,
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            deploy=False,
            cloud_watch_role=cloud_watch_role,
            default_method_options=apigateway.MethodOptions(
                authorizer=authorizer, authorization_type=authorization
            ),
            default_cors_preflight_options=cors,
        )
        self.deployment = apigateway.Deployment(self, "Deployment", api=self.api)
        served = ServedRestApi.of(self.api)
        served.is_staged = True
        # Every method is below the root: a deployment is a copy of what is there by then.
        self.deployment.node.add_dependency(served.root)
        self.deployment.add_to_logical_id(
            {"caller": _caller(authorizer, authorization), "cors": cors}
        )
        self._stages = dict(stages)
        self.stages = {name: self._stage(name, stage) for name, stage in stages.items()}

    def add_route(
        self,
        function: Releasable,
        route: str,
        *,
        authorizer: apigateway.IAuthorizer | None = None,
        authorization: apigateway.AuthorizationType | None = None,
        scopes: Sequence[str] = (),
        api_key_required: bool = False,
        timeout: Duration | None = None,
    ) -> apigateway.Method:
        """The function answers the method, in each stage by the alias of the stage.

        Args:
            function: A VersionedFunction with a release for each stage.
            route: As RestRoute has it.
            authorizer: Who may call; by default whom the API's own lets in.
            authorization: As RestRoute has it.
            scopes: As RestRoute has them.
            api_key_required: As RestRoute has it.
            timeout: As RestRoute has it.

        Returns:
            The CDK's own method.

        Raises:
            ConstructError: The function has no release for a stage or may take longer than the API
                waits, the method is served already, or a value is none of its prop.
        """
        key = rest_route_key(route)
        require_kind_of_caller(authorizer, authorization)
        require_scopes(scopes, beside=authorization)
        require_type("api_key_required", api_key_required, bool, "True or False")
        wait_ms = require_milliseconds(limits.REST_API_TIMEOUT, timeout, prop="timeout")
        releases = releases_of_stages(function, self._stages)
        require_answer_in_time(function, wait_ms, door="a REST API")
        served = ServedRestApi.of(self.api)
        served.routes.take(key, ", ".join(release.name for release in releases.values()))
        integration = integration_of_stage(function, timeout)
        method = served.add_method(
            key,
            integration,
            authorizer=authorizer,
            authorization=authorization,
            scopes=scopes,
            api_key_required=api_key_required,
        )
        # The CDK knows the methods of the deployment that it makes itself only.
        self.deployment.add_to_logical_id(
            {
                "route": str(key),
                "function": named_by_stage(function.function),
                "caller": _caller(authorizer, authorization),
                "scopes": list(scopes),
                "api_key_required": api_key_required,
                "wait_ms": wait_ms,
            }
        )
        let_stages_call(method, key, releases, api_arn=served.arn)
        return method

    def grant_invoke(self, grantee: iam.IGrantable, *, stage: str) -> iam.Grant:
        """The grantee may call each route of one stage that asks for a signature, and no other.

        Raises:
            ConstructError: There is no such stage.
        """
        api_arn = ServedRestApi.of(self.api).arn
        return grant_stage(grantee, stage, stages=self.stages, api_arn=api_arn)

    def _stage(self, name: str, stage: ApiStage) -> apigateway.Stage:
        requests = LogGroup(self, f"Requests-{name}", retention=stage.retention)
        return apigateway.Stage(
            self,
            f"Stage-{name}",
            deployment=self.deployment,
            stage_name=name,
            variables={STAGE_ALIAS: stage.alias},
            access_log_destination=apigateway.LogGroupLogDestination(requests),
            access_log_format=AccessLog.rest_format(),
            throttling_rate_limit=stage.rate_per_second,
            throttling_burst_limit=stage.burst,
            tracing_enabled=True,
        )


def _caller(
    authorizer: apigateway.IAuthorizer | None, authorization: apigateway.AuthorizationType | None
) -> str | None:
    """Who may call, as part of what a deployment is told by."""
    if authorizer is not None:
        return authorizer.authorizer_id
    return None if authorization is None else authorization.value
