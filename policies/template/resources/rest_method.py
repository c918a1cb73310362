"""AWS::ApiGateway::Method."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.gateway import Integration
from policies.template.invocation_uri import gateway_calls, invoked_function
from policies.template.references import sole_reference
from policies.template.resource import Resource
from policies.template.resources.rest_api import RestApi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.calls import Call


class RestMethod(Resource):
    """A method of a REST API and what answers it."""

    type_name: ClassVar[str] = "AWS::ApiGateway::Method"

    __slots__ = ()

    @property
    def api(self) -> RestApi | None:
        """The API, when the assembly holds it."""
        found = sole_reference(self.value("RestApiId"))
        return found if isinstance(found, RestApi) else None

    @property
    def function_integrations(self) -> Iterator[Integration]:
        """What asks the function that answers; none when something else does."""
        target = invoked_function(self.value("Integration", "Uri"), self.template)
        if target:
            yield Integration(
                target,
                self.text("Integration", "Type"),
                self.text("Integration", "IntegrationHttpMethod"),
                self.integer("Integration", "TimeoutInMillis"),
                "Integration.IntegrationHttpMethod",
                "Integration.TimeoutInMillis",
            )

    @property
    def calls(self) -> Iterable[Call]:
        """The function that answers."""
        uri, role = self.value("Integration", "Uri"), self.value("Integration", "Credentials")
        return gateway_calls(self, "Integration.Uri", uri, role, self.api)
