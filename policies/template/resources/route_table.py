"""AWS::EC2::RouteTable and AWS::EC2::SubnetRouteTableAssociation."""

from __future__ import annotations

from typing import ClassVar

from policies.template.references import identified
from policies.template.resource import Resource
from policies.template.resources.subnet import Subnet


class RouteTable(Resource):
    """Where the traffic that leaves a subnet goes."""

    type_name: ClassVar[str] = "AWS::EC2::RouteTable"

    __slots__ = ()


class SubnetRouteTableAssociation(Resource):
    """Which route table a subnet has; one without any has its VPC's main route table."""

    type_name: ClassVar[str] = "AWS::EC2::SubnetRouteTableAssociation"

    __slots__ = ()

    @property
    def subnet(self) -> Subnet | None:
        """The subnet, when the assembly holds it."""
        return identified(self.value("SubnetId"), Subnet)

    @property
    def route_table(self) -> RouteTable | None:
        """The route table, when the assembly holds it."""
        return identified(self.value("RouteTableId"), RouteTable)
