"""AWS::EC2::VPCEndpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.certain import known_end
from policies.template.references import identified
from policies.template.resource import Resource
from policies.template.resources.route_table import RouteTable
from policies.template.resources.subnet import Subnet
from policies.template.resources.vpc import Vpc
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.values import Value

GATEWAY: Final = "Gateway"
INTERFACE: Final = "Interface"


class VpcEndpoint(Resource):
    """A way from a VPC to one service that does not lead through the internet."""

    type_name: ClassVar[str] = "AWS::EC2::VPCEndpoint"

    __slots__ = ()

    @property
    def vpc(self) -> Vpc | None:
        """The VPC it is in, when the assembly holds it."""
        return identified(self.value("VpcId"), Vpc)

    @property
    def service(self) -> str:
        """The end of its service's name as far as that is known, empty when it is not."""
        return known_end(self.value("ServiceName"))

    @property
    def kind(self) -> str | Unresolved:
        """Gateway, which is the default, Interface, or a kind that is for no service of AWS."""
        kind = self.text("VpcEndpointType")
        return GATEWAY if kind is None else kind

    @property
    def route_tables(self) -> list[RouteTable | None]:
        """The route tables that lead to a gateway endpoint; None for one that is not here."""
        return [identified(value, RouteTable) for value in self._listed("RouteTableIds")]

    @property
    def subnets(self) -> list[Subnet | None]:
        """The subnets in which an interface endpoint has an address; None for one not here."""
        return [identified(value, Subnet) for value in self._listed("SubnetIds")]

    def _listed(self, name: str) -> list[Value]:
        values = self.items(name)
        if isinstance(values, Unresolved):
            return [values]
        return [] if values is None else values
