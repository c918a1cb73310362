"""How the functions of a network reach the internet, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from constructs_lib.errors import ConstructError, require_type, seen
from constructs_lib.interfaces import has_property

if TYPE_CHECKING:
    from aws_cdk import aws_ec2 as ec2

NatKind = Literal["none", "gateway", "instance"]

_KINDS: Final = ("none", "gateway", "instance")
# The smallest instance with an ARM image of fck-nat, and what its authors measured 5 Gbit/s on.
_INSTANCE_TYPE: Final = "t4g.nano"
WAYS_OUT: Final = "Nat.single(), Nat.per_zone() or Nat.instance()"


@dataclass(frozen=True, slots=True)
class Nat:
    """What stands between a network and the internet: nothing, gateways or instances.

    Plain values: equal ones compare equal, and one may serve any number of networks.

    Args:
        kind: Nothing, NAT gateways or NAT instances.
        is_per_zone: Whether each zone has one, or all share the first zone's.
        instance_type: Of NAT instances.
        machine_image: Of NAT instances; by default the newest of fck-nat.

    Raises:
        ConstructError: `kind` is none of the three, or the image is none of the CDK's.

    See: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
    """

    kind: NatKind
    is_per_zone: bool = False
    instance_type: str = ""
    machine_image: ec2.IMachineImage | None = None

    def __post_init__(self) -> None:
        if self.kind not in _KINDS:
            raise ConstructError(
                f"nat must be Nat.none(), {WAYS_OUT}, got a Nat of kind {seen(self.kind)}"
            )
        require_type("instance_type", self.instance_type, str, "a string such as 't4g.nano'")
        if self.machine_image is not None and not has_property(self.machine_image, "get_image"):
            raise ConstructError(
                "machine_image must be an IMachineImage such as MachineImage.generic_linux(...), "
                f"got {seen(self.machine_image)}"
            )

    @classmethod
    def none(cls) -> Nat:
        """No way to the internet, and nothing to pay for one.

        Functions reach what is in the VPC, and services of AWS by endpoints.
        """
        return cls("none")

    @classmethod
    def single(cls) -> Nat:
        """One NAT gateway for all zones: with its zone, all of them lose the internet."""
        return cls("gateway")

    @classmethod
    def per_zone(cls) -> Nat:
        """A NAT gateway in each zone, for that zone: no zone needs another."""
        return cls("gateway", is_per_zone=True)

    @classmethod
    def instance(
        cls,
        instance_type: str = _INSTANCE_TYPE,
        *,
        is_per_zone: bool = False,
        machine_image: ec2.IMachineImage | None = None,
    ) -> Nat:
        """A NAT instance of fck-nat, for a tenth of a gateway's price and nothing for each GB.

        An Auto Scaling group of one replaces an instance that fails; until then, a few minutes,
        nothing leads out. Its zone it does not leave. It needs cdk-fck-nat, the extra
        `nat-instance`.

        Args:
            instance_type: An ARM one for the default image; `t4g.nano` by default.
            is_per_zone: Whether each zone has one.
            machine_image: What it runs. By default the newest image of fck-nat, which the CDK
                looks up in the account and keeps in cdk.context.json until that is refreshed.

        Raises:
            ConstructError: `instance_type` is empty or no text, or `machine_image` no image.

        See: https://fck-nat.dev
        """
        if not instance_type:
            raise ConstructError("instance_type must be a string such as 't4g.nano', got none")
        return cls("instance", is_per_zone, instance_type, machine_image)

    @property
    def leads_out(self) -> bool:
        """Whether functions reach the internet through it, over IPv4."""
        return self.kind != "none"

    def count(self, zones: int) -> int:
        """How many there are in a network of so many zones."""
        if not self.leads_out:
            return 0
        return zones if self.is_per_zone else 1
