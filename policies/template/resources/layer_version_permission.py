"""AWS::Lambda::LayerVersionPermission."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.resource import Resource

if TYPE_CHECKING:
    from policies.template.values import Unresolved


class LayerVersionPermission(Resource):
    """Whom a version of a layer is shared with."""

    type_name: ClassVar[str] = "AWS::Lambda::LayerVersionPermission"

    __slots__ = ()

    @property
    def principal(self) -> str | Unresolved | None:
        """An account, or `*` for all: of the organization, where one is named."""
        return self.text("Principal")

    @property
    def has_organization(self) -> bool:
        """Whether an organization narrows it, known or not."""
        return self.value("OrganizationId") is not None
