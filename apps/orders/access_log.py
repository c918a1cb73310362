"""One line of JSON for every request, also for those that never reach the function."""

import json
from typing import Final

import jsii
from aws_cdk.aws_apigateway import AccessLogFormat
from aws_cdk.aws_apigatewayv2 import IAccessLogSettings, LogGroupLogDestination
from aws_cdk.aws_logs import ILogGroup

_FIELDS: Final = {
    "requestId": "$context.requestId",
    "caller": "$context.identity.caller",
    "route": "$context.routeKey",
    "status": "$context.status",
    "latency": "$context.responseLatency",
    "integrationError": "$context.integrationErrorMessage",
}


@jsii.implements(IAccessLogSettings)
class AccessLog:
    """The stage's requests are written to the log group.

    See: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
    """

    def __init__(self, log_group: ILogGroup) -> None:
        self._destination = LogGroupLogDestination(log_group)
        self._format = AccessLogFormat.custom(json.dumps(_FIELDS))

    @property
    def destination(self) -> LogGroupLogDestination:
        """Where the lines go."""
        return self._destination

    @property
    def format(self) -> AccessLogFormat:
        """What a line holds."""
        return self._format
