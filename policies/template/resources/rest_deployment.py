"""AWS::ApiGateway::Deployment."""

from __future__ import annotations

from typing import ClassVar

from policies.template.references import sole_reference
from policies.template.resource import Resource
from policies.template.resources.rest_api import RestApi


class RestDeployment(Resource):
    """A snapshot of a REST API: the methods it has at that moment."""

    type_name: ClassVar[str] = "AWS::ApiGateway::Deployment"

    __slots__ = ()

    @property
    def api(self) -> RestApi | None:
        """The API, when the assembly holds it."""
        found = sole_reference(self.value("RestApiId"))
        return found if isinstance(found, RestApi) else None
