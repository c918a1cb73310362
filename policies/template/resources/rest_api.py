"""AWS::ApiGateway::RestApi."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.gateway import Integration, openapi_integrations
from policies.template.invocation_uri import gateway_calls
from policies.template.openapi import integrations
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.calls import Call
    from policies.template.values import Unresolved, Value


class RestApi(Resource):
    """A REST API, with the integrations that its OpenAPI document lists."""

    type_name: ClassVar[str] = "AWS::ApiGateway::RestApi"

    __slots__ = ()

    @property
    def endpoint_types(self) -> list[Value] | Unresolved | None:
        """`EDGE` (API Gateway's default when None), `REGIONAL`, `PRIVATE`."""
        return self.items("EndpointConfiguration", "Types")

    @property
    def function_integrations(self) -> Iterator[Integration]:
        """Those of its OpenAPI document that ask functions."""
        return openapi_integrations(integrations(self))

    @property
    def api(self) -> RestApi:
        """Itself: its document's methods are its own."""
        return self

    @property
    def is_edge_optimized(self) -> bool | None:
        """Whether it answers at CloudFront's edges, API Gateway's default; None when not known."""
        types = self.endpoint_types
        if types is None:
            return True
        return "EDGE" in types if isinstance(types, list) else None

    @property
    def calls(self) -> Iterable[Call]:
        """The functions that its OpenAPI document names."""
        for each in integrations(self):
            uri, role = each.value("uri"), each.value("credentials")
            yield from gateway_calls(self, f"{each.at}.uri", uri, role, self)
