"""One door to the orders: an HTTP API in front of one alias."""

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk.aws_apigatewayv2_authorizers import HttpIamAuthorizer
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from aws_cdk.aws_logs import LogGroup, RetentionDays
from constructs import Construct

from apps.orders.access_log import AccessLog
from constructs_lib import Release


class Channel(Construct):
    """Callers whom IAM allows it reach the release at `url`; every request leaves a line."""

    def __init__(self, scope: Construct, construct_id: str, *, release: Release) -> None:
        super().__init__(scope, construct_id)
        api = apigateway.HttpApi(
            self,
            "Api",
            api_name=f"Orders {construct_id}",
            create_default_stage=False,
            default_authorizer=HttpIamAuthorizer(),
        )
        orders = HttpLambdaIntegration("Orders", release.alias)
        api.add_routes(path="/orders", methods=[apigateway.HttpMethod.POST], integration=orders)
        api.add_routes(path="/orders/{id}", methods=[apigateway.HttpMethod.GET], integration=orders)
        requests = LogGroup(self, "Requests", retention=RetentionDays.ONE_MONTH)
        stage = apigateway.HttpStage(
            self,
            "Stage",
            http_api=api,
            auto_deploy=True,
            access_log_settings=AccessLog(requests),
            throttle=apigateway.ThrottleSettings(rate_limit=100, burst_limit=50),
        )
        self.url = stage.url
