"""One line of JSON for every request, also for those that never reach the function."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

import jsii
from aws_cdk.aws_apigateway import AccessLogFormat
from aws_cdk.aws_apigatewayv2 import IAccessLogSettings, LogGroupLogDestination

if TYPE_CHECKING:
    from aws_cdk.aws_logs import ILogGroup

# A field is null where there is nothing to say. See
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
FIELDS: Final = {
    "requestId": "$context.requestId",
    "caller": "$context.identity.caller",
    "route": "$context.routeKey",
    "status": "$context.status",
    "latency": "$context.responseLatency",
    "error": "$context.error.message",
    "integrationError": "$context.integrationErrorMessage",
}
# A REST API has no key of a route.
REST_FIELDS: Final = FIELDS | {"route": "$context.httpMethod $context.resourcePath"}


@jsii.implements(IAccessLogSettings)
class AccessLog:
    """Requests to a stage of an HTTP API are written to the log group, a line of JSON each.

    `HttpStage(access_log_settings=AccessLog(group))` has it; the stages of a StagedApi have it
    already. A stage of a REST API takes `access_log_format=AccessLog.rest_format()` instead.
    """

    def __init__(self, log_group: ILogGroup) -> None:
        self._destination = LogGroupLogDestination(log_group)

    @property
    def destination(self) -> LogGroupLogDestination:
        """Where the lines go."""
        return self._destination

    @property
    def format(self) -> AccessLogFormat:
        """What a line holds."""
        return _line()

    @staticmethod
    @cache
    def rest_format() -> AccessLogFormat:
        """What a line of a REST API's stage holds."""
        return AccessLogFormat.custom(json.dumps(REST_FIELDS))


@cache
def _line() -> AccessLogFormat:
    return AccessLogFormat.custom(json.dumps(FIELDS))
