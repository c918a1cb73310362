"""AWS::ApiGatewayV2::Stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.references import sole_reference
from policies.template.resource import Resource
from policies.template.resources.http_api import HttpApi

if TYPE_CHECKING:
    from policies.template.values import Unresolved, Value


class HttpStage(Resource):
    """A stage of an HTTP or WebSocket API."""

    type_name: ClassVar[str] = "AWS::ApiGatewayV2::Stage"

    __slots__ = ()

    @property
    def api(self) -> HttpApi | None:
        """The API, when the assembly holds it."""
        found = sole_reference(self.value("ApiId"))
        return found if isinstance(found, HttpApi) else None

    @property
    def access_log_at(self) -> str:
        """Where its access log is configured."""
        return "AccessLogSettings"

    @property
    def throttle_at(self) -> str:
        """Where a throttle for all its routes is configured."""
        return "DefaultRouteSettings"

    @property
    def access_log_destination(self) -> Value:
        """The log group that gets a line for each request; None for none."""
        return self.value("AccessLogSettings", "DestinationArn")

    @property
    def access_log_format(self) -> str | Unresolved | None:
        """What a line of the access log looks like."""
        return self.text("AccessLogSettings", "Format")

    @property
    def has_throttle_for_all(self) -> bool:
        """Whether a rate and a burst bound each of its routes that has none of its own."""
        return all(
            self.value("DefaultRouteSettings", name) is not None
            for name in ("ThrottlingRateLimit", "ThrottlingBurstLimit")
        )
