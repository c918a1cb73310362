"""What AWS charges for the parts of a network, by region, from a dated list."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATA: Final = Path(__file__).with_name("network_prices.json")


class NetworkPrices(NamedTuple):
    """Prices in USD, without tax and discount; None for one that nobody has written down.

    Attributes:
        as_of: The day (ISO 8601) on which they were what AWS charged.
        nat_gateway_hour: One NAT gateway.
        nat_gateway_gb: What passes through it, either way.
        endpoint_hour: One interface endpoint, in one availability zone.
        endpoint_gb: What passes through it, up to 1 PB a month.
        public_ipv4_hour: One public address: every NAT has one.
        instance_hour: Instances, by their type.

    See: https://aws.amazon.com/vpc/pricing/
    """

    as_of: str
    nat_gateway_hour: float | None = None
    nat_gateway_gb: float | None = None
    endpoint_hour: float | None = None
    endpoint_gb: float | None = None
    public_ipv4_hour: float | None = None
    instance_hour: Mapping[str, float] = MappingProxyType({})


def prices_in(region: str) -> NetworkPrices | None:
    """The prices of a region, None for one of which none is written down."""
    return _prices().get(region)


def priced_regions() -> list[str]:
    """The regions with prices, in order."""
    return sorted(_prices())


def hours_of_a_month() -> int:
    """How long a month is, as AWS's own calculator reckons."""
    return int(_table()["hours_of_a_month"])


@cache
def _prices() -> Mapping[str, NetworkPrices]:
    table = _table()
    of_all = {"public_ipv4_hour": table["public_ipv4_hour"]}
    return {
        region: NetworkPrices(
            as_of=row["quoted"], **of_all, **{k: v for k, v in row.items() if k != "quoted"}
        )
        for region, row in table["regions"].items()
    }


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return table
