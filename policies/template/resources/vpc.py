"""AWS::EC2::VPC."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.resource import Resource

if TYPE_CHECKING:
    from policies.template.values import Unresolved


class Vpc(Resource):
    """A virtual private cloud."""

    type_name: ClassVar[str] = "AWS::EC2::VPC"

    __slots__ = ()

    @property
    def tenancy(self) -> str | Unresolved | None:
        """Whose hardware its instances run on; None means `default`."""
        return self.text("InstanceTenancy")
