"""What a network costs a month before anything passes through it, and what each GB adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.network_prices import hours_of_a_month

if TYPE_CHECKING:
    from policies.domain.network_prices import NetworkPrices

_ANY_REGION: Final = "a region known at deployment only"


class CostPart(NamedTuple):
    """One line of a month's bill.

    Attributes:
        name: What is billed by the hour.
        number: How many of it there are.
        hour: The price of an hour of one in USD; None where it is not written down.
        gb: The price of a GB through it; None where there is none, or none written down.
    """

    name: str
    number: int
    hour: float | None
    gb: float | None = None

    @property
    def month(self) -> float | None:
        """What they cost a month, in USD."""
        return None if self.hour is None else self.number * self.hour * hours_of_a_month()

    def __str__(self) -> str:
        label = f"{self.number} x {self.name}"
        if self.month is None:
            return f"{label}: price unknown"
        per_gb = "" if self.gb is None else f", and {self.gb:g} USD/GB"
        return f"{label} at {self.hour:g} USD/h: {self.month:.2f} USD{per_gb}"


class MonthlyCost(NamedTuple):
    """What a network costs a month, by its parts: list prices, no traffic.

    Attributes:
        region: Where; None where only the deployment knows.
        as_of: The day (ISO 8601) of the prices; None where there are none.
        parts: The lines of the bill.
    """

    region: str | None
    as_of: str | None
    parts: tuple[CostPart, ...]

    @property
    def total(self) -> float | None:
        """The sum in USD; None where the price of a part is unknown."""
        return None if self.unpriced else self.known

    @property
    def known(self) -> float:
        """The sum in USD of the parts whose prices are known."""
        return round(sum(part.month or 0 for part in self.parts), 2)

    @property
    def unpriced(self) -> list[str]:
        """The parts whose price nobody has written down."""
        return [part.name for part in self.parts if part.month is None]

    @property
    def basis(self) -> str:
        """What it was reckoned by."""
        prices = f"list prices of {self.as_of}" if self.as_of else "no prices known"
        return f"{self.region or _ANY_REGION}, {hours_of_a_month()} h, no traffic, {prices}"

    def __str__(self) -> str:
        total = f"{self.known:.2f} USD"
        if self.unpriced:
            total = f"at least {total}" if self.known else "an unknown amount"
        parts = "; ".join(map(str, self.parts)) or "nothing is billed by the hour"
        return f"{total} a month ({self.basis}): {parts}"


def monthly_cost(
    region: str | None,
    prices: NetworkPrices | None,
    *,
    nat_gateways: int = 0,
    instances: tuple[str, int] | None = None,
    endpoint_zones: int = 0,
) -> MonthlyCost:
    """The cost of a network.

    Args:
        region: Where it is; None where only the deployment knows.
        prices: What is charged there; None where nobody has written it down.
        nat_gateways: How many NAT gateways it has.
        instances: The type of its NAT instances, and how many there are.
        endpoint_zones: Its interface endpoints, each as often as it has zones.
    """
    parts = []
    if nat_gateways:
        hour, gb = (prices.nat_gateway_hour, prices.nat_gateway_gb) if prices else (None, None)
        parts.append(CostPart("NAT gateway", nat_gateways, hour, gb))
    if instances:
        kind, count = instances
        hour = prices.instance_hour.get(kind) if prices else None
        parts.append(CostPart(f"{kind} NAT instance", count, hour))
    addresses = nat_gateways + (instances[1] if instances else 0)
    if addresses:
        hour = prices.public_ipv4_hour if prices else None
        parts.append(CostPart("public IPv4 address", addresses, hour))
    if endpoint_zones:
        hour, gb = (prices.endpoint_hour, prices.endpoint_gb) if prices else (None, None)
        parts.append(CostPart("interface endpoint in a zone", endpoint_zones, hour, gb))
    return MonthlyCost(region, prices.as_of if prices else None, tuple(parts))
