"""AWS::ApiGateway::Authorizer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.invocation_uri import gateway_calls
from policies.template.references import sole_reference
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policies.template.calls import Call


class RestAuthorizer(Resource):
    """What decides who may call a REST API."""

    type_name: ClassVar[str] = "AWS::ApiGateway::Authorizer"

    __slots__ = ()

    @property
    def calls(self) -> Iterable[Call]:
        """The function that decides."""
        uri, role = self.value("AuthorizerUri"), self.value("AuthorizerCredentials")
        api = sole_reference(self.value("RestApiId"))
        return gateway_calls(self, "AuthorizerUri", uri, role, api)
