"""AWS::EC2::Route."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.references import identified
from policies.template.resource import Resource
from policies.template.resources.nat_gateway import NatGateway
from policies.template.resources.route_table import RouteTable
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from policies.template.values import Value

_INTERNET_GATEWAY: Final = "AWS::EC2::InternetGateway"
_EVERYWHERE: Final = "0.0.0.0/0"


class Route(Resource):
    """One line of a route table."""

    type_name: ClassVar[str] = "AWS::EC2::Route"

    __slots__ = ()

    @property
    def route_table(self) -> RouteTable | None:
        """The table it is a line of, when the assembly holds it."""
        return identified(self.value("RouteTableId"), RouteTable)

    @property
    def is_default(self) -> bool | Unresolved:
        """Whether it is for all IPv4 addresses that no other route is for."""
        destination = self.text("DestinationCidrBlock")
        return destination if isinstance(destination, Unresolved) else destination == _EVERYWHERE

    @property
    def nat_gateway(self) -> NatGateway | None:
        """The NAT gateway it leads to, when the assembly holds it."""
        return identified(self.value("NatGatewayId"), NatGateway)

    @property
    def leads_to_internet_gateway(self) -> bool | Unresolved:
        """Whether it leads to an internet gateway: what makes a subnet public."""
        gateway: Value = self.value("GatewayId")
        if isinstance(gateway, Reference):
            return gateway.resource.type == _INTERNET_GATEWAY
        if isinstance(gateway, Unresolved):
            return gateway
        return isinstance(gateway, str) and gateway.startswith("igw-")

    @property
    def may_lead_to_internet(self) -> bool:
        """False only when it certainly leads to no internet gateway."""
        return self.leads_to_internet_gateway is not False
