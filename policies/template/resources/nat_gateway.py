"""AWS::EC2::NatGateway."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.references import identified
from policies.template.resource import Resource
from policies.template.resources.subnet import Subnet

if TYPE_CHECKING:
    from policies.template.values import Unresolved


class NatGateway(Resource):
    """What lets private subnets open connections to the internet."""

    type_name: ClassVar[str] = "AWS::EC2::NatGateway"

    __slots__ = ()

    @property
    def subnet(self) -> Subnet | None:
        """The subnet it is in, when the assembly holds it; a regional one is in none."""
        return identified(self.value("SubnetId"), Subnet)

    @property
    def is_public(self) -> bool | Unresolved:
        """Whether it is for the internet, as by default, and not for other private networks."""
        kind = self._stated("ConnectivityType", "public")
        return kind if not isinstance(kind, str) else kind == "public"

    @property
    def is_zonal(self) -> bool | Unresolved:
        """Whether it is in one availability zone, as by default, and not in all of the region."""
        mode = self._stated("AvailabilityMode", "zonal")
        return mode if not isinstance(mode, str) else mode == "zonal"

    def _stated(self, name: str, default: str) -> str | Unresolved:
        value = self.text(name)
        return default if value is None else value
