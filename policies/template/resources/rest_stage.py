"""AWS::ApiGateway::Stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.resource import Resource
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.values import Value


class RestStage(Resource):
    """A deployed stage of a REST API."""

    type_name: ClassVar[str] = "AWS::ApiGateway::Stage"

    __slots__ = ()

    @property
    def access_log_at(self) -> str:
        """Where its access log is configured."""
        return "AccessLogSetting"

    @property
    def throttle_at(self) -> str:
        """Where a throttle for all its routes is configured."""
        return "MethodSettings"

    @property
    def access_log_destination(self) -> Value:
        """The log group or stream that gets a line for each request; None for none."""
        return self.value("AccessLogSetting", "DestinationArn")

    @property
    def access_log_format(self) -> str | Unresolved | None:
        """What a line of the access log looks like."""
        return self.text("AccessLogSetting", "Format")

    @property
    def is_traced(self) -> bool | Unresolved:
        """Whether X-Ray traces its requests."""
        return self.boolean("TracingEnabled") or False

    @property
    def has_throttle_for_all(self) -> bool | Unresolved:
        """Whether a rate and a burst bound each of its methods that has none of its own."""
        settings = self.value("MethodSettings")
        if isinstance(settings, Unresolved):
            return settings
        return any(
            each.value("HttpMethod") == "*"
            and each.value("ResourcePath") == "/*"
            and each.value("ThrottlingRateLimit") is not None
            and each.value("ThrottlingBurstLimit") is not None
            for each in self.elements("MethodSettings")
        )
