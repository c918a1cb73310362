"""AWS::ApiGatewayV2::Integration."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.gateway import Integration
from policies.template.invocation_uri import gateway_calls, invoked_function
from policies.template.references import referenced, sole_reference
from policies.template.resource import Resource
from policies.template.resources.http_api import HttpApi
from policies.template.values import as_text, known_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.calls import Call
    from policies.template.values import Unresolved


_FUNCTIONS: Final = frozenset(
    {"AWS::Lambda::Alias", "AWS::Lambda::Function", "AWS::Lambda::Version"}
)


class HttpIntegration(Resource):
    """What answers routes of an HTTP or WebSocket API."""

    type_name: ClassVar[str] = "AWS::ApiGatewayV2::Integration"

    __slots__ = ()

    @property
    def api(self) -> HttpApi | None:
        """The API, when the assembly holds it."""
        found = sole_reference(self.value("ApiId"))
        return found if isinstance(found, HttpApi) else None

    @property
    def payload_format_version(self) -> str | Unresolved | None:
        """The version of the event that the function gets: `1.0` or `2.0`."""
        return self.text("PayloadFormatVersion")

    @property
    def is_of_function(self) -> bool:
        """Whether a function certainly answers, also one that the assembly does not hold."""
        if self.text("IntegrationType") != "AWS_PROXY" or self.value("IntegrationSubtype"):
            return False
        uri = self.value("IntegrationUri")
        return ":lambda:" in known_text(as_text(uri)) or any(
            each.type in _FUNCTIONS for each in referenced(uri)
        )

    @property
    def function_integrations(self) -> Iterator[Integration]:
        """What asks the function that answers; none when something else does."""
        target = invoked_function(self.value("IntegrationUri"), self.template)
        if target:
            yield Integration(
                target,
                self.text("IntegrationType"),
                self.text("IntegrationMethod"),
                self.integer("TimeoutInMillis"),
                "IntegrationMethod",
                "TimeoutInMillis",
            )

    @property
    def calls(self) -> Iterable[Call]:
        """The function that answers."""
        uri, role = self.value("IntegrationUri"), self.value("CredentialsArn")
        return gateway_calls(self, "IntegrationUri", uri, role, self.api)
