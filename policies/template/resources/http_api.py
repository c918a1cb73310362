"""AWS::ApiGatewayV2::Api."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.gateway import Integration, openapi_integrations
from policies.template.invocation_uri import gateway_calls
from policies.template.openapi import integrations
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.calls import Call
    from policies.template.values import Unresolved


class HttpApi(Resource):
    """An HTTP or WebSocket API, with the integrations that its OpenAPI document lists."""

    type_name: ClassVar[str] = "AWS::ApiGatewayV2::Api"

    __slots__ = ()

    @property
    def protocol(self) -> str | Unresolved | None:
        """`HTTP` or `WEBSOCKET`; an OpenAPI document makes an HTTP API without saying so."""
        named = self.text("ProtocolType")
        return "HTTP" if named is None and self.value("Body") is not None else named

    @property
    def function_integrations(self) -> Iterator[Integration]:
        """Those of its OpenAPI document that ask functions."""
        return openapi_integrations(integrations(self))

    @property
    def api(self) -> HttpApi:
        """Itself: its document's routes are its own."""
        return self

    @property
    def calls(self) -> Iterable[Call]:
        """The functions that its OpenAPI document names, and the target that serves it alone."""
        for each in integrations(self):
            uri, role = each.value("uri"), each.value("credentials")
            yield from gateway_calls(self, f"{each.at}.uri", uri, role, self)
        uri, role = self.value("Target"), self.value("CredentialsArn")
        yield from gateway_calls(self, "Target", uri, role, self)
