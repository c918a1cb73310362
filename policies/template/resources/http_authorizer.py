"""AWS::ApiGatewayV2::Authorizer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.invocation_uri import gateway_calls
from policies.template.references import sole_reference
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policies.template.calls import Call


class HttpAuthorizer(Resource):
    """What decides who may call an HTTP or WebSocket API."""

    type_name: ClassVar[str] = "AWS::ApiGatewayV2::Authorizer"

    __slots__ = ()

    @property
    def calls(self) -> Iterable[Call]:
        """The function that decides."""
        uri, role = self.value("AuthorizerUri"), self.value("AuthorizerCredentialsArn")
        api = sole_reference(self.value("ApiId"))
        return gateway_calls(self, "AuthorizerUri", uri, role, api)
