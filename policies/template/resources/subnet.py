"""AWS::EC2::Subnet and AWS::EC2::SubnetCidrBlock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from policies.domain.networks import range_size
from policies.template.references import identified
from policies.template.resource import Resource
from policies.template.resources.vpc import Vpc
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.values import Value

_NUMBERED: Final = "zone "


def is_numbered(zone: str) -> bool:
    """True for a zone that is known as the n-th of the region, not by its name."""
    return zone.startswith(_NUMBERED)


class Subnet(Resource):
    """A range of a VPC's addresses, in one availability zone."""

    type_name: ClassVar[str] = "AWS::EC2::Subnet"

    __slots__ = ()

    @property
    def vpc_id(self) -> Value:
        """The id of its VPC."""
        return self.value("VpcId")

    @property
    def vpc(self) -> Vpc | None:
        """Its VPC, when the assembly holds it."""
        return identified(self.vpc_id, Vpc)

    @property
    def zone(self) -> str | Unresolved | None:
        """Its availability zone by name, or as the n-th of the region; None when AWS chooses."""
        number = self._number_of_zone(self.raw.get("Properties"))
        named = self.text("AvailabilityZone")
        if number is not None:
            return number
        return self.text("AvailabilityZoneId") if named is None else named

    def _number_of_zone(self, properties: Any) -> str | None:
        """What `!Select [0, !GetAZs ""]` means, which is how templates of any region say it."""
        raw = properties.get("AvailabilityZone") if isinstance(properties, dict) else None
        select = raw.get("Fn::Select") if isinstance(raw, dict) else None
        match select:
            case [raw_index, {"Fn::GetAZs": _}]:
                index = self.template.intrinsics.resolve(raw_index)
                return (
                    None if isinstance(index, Unresolved) else f"{_NUMBERED}{index} of the region"
                )
            case _:
                return None

    @property
    def addresses(self) -> int | None:
        """How many IPv4 addresses its range has; None when the template does not tell."""
        cidr = self.text("CidrBlock")
        return range_size(cidr) if isinstance(cidr, str) else None

    @property
    def is_dual_stack(self) -> bool | Unresolved:
        """Whether it has IPv6 addresses besides those of IPv4."""
        for name in ("Ipv6CidrBlock", "Ipv6IpamPoolId"):
            value = self.value(name)
            if value is not None:
                return value if isinstance(value, Unresolved) else True
        environment = self.template.environment
        if environment.related(SubnetCidrBlock, "subnet", None):
            return Unresolved("a range of a subnet known at deployment only")
        return bool(environment.related(SubnetCidrBlock, "subnet", self))

    @property
    def is_ipv6_only(self) -> bool | Unresolved:
        """Whether it has no IPv4 addresses at all."""
        native = self.value("Ipv6Native")
        return native if isinstance(native, Unresolved) else str(native).lower() == "true"


class SubnetCidrBlock(Resource):
    """A range of IPv6 addresses that a subnet is given beside its own properties."""

    type_name: ClassVar[str] = "AWS::EC2::SubnetCidrBlock"

    __slots__ = ()

    @property
    def subnet(self) -> Subnet | None:
        """The subnet that is given the range, when the assembly holds it."""
        return identified(self.value("SubnetId"), Subnet)
