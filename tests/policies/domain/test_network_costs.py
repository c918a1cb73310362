from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from policies.domain import network_prices
from policies.domain.network_costs import monthly_cost
from policies.domain.network_prices import NetworkPrices, priced_regions, prices_in

DATA = Path(network_prices.__file__).with_name("network_prices.json")
PRICES = NetworkPrices(
    as_of="2026-09-01",
    nat_gateway_hour=0.05,
    nat_gateway_gb=0.04,
    endpoint_hour=0.01,
    endpoint_gb=0.01,
    public_ipv4_hour=0.005,
    instance_hour={"t4g.nano": 0.004},
)


def test_a_month_is_730_hours_of_each_part() -> None:
    cost = monthly_cost("eu-west-1", PRICES, nat_gateways=2, endpoint_zones=4)

    assert [(part.name, part.number, part.month) for part in cost.parts] == [
        ("NAT gateway", 2, 73.0),
        ("public IPv4 address", 2, 7.3),
        ("interface endpoint in a zone", 4, 29.2),
    ]
    assert cost.total == 109.5
    assert str(cost) == (
        "109.50 USD a month (eu-west-1, 730 h, no traffic, list prices of 2026-09-01): "
        "2 x NAT gateway at 0.05 USD/h: 73.00 USD, and 0.04 USD/GB; "
        "2 x public IPv4 address at 0.005 USD/h: 7.30 USD; "
        "4 x interface endpoint in a zone at 0.01 USD/h: 29.20 USD, and 0.01 USD/GB"
    )


def test_an_instance_costs_nothing_for_each_gb() -> None:
    cost = monthly_cost("eu-west-1", PRICES, instances=("t4g.nano", 1))

    assert cost.total == round(730 * (0.004 + 0.005), 2)
    assert [part.gb for part in cost.parts] == [None, None]


def test_what_is_not_priced_is_said_and_not_guessed() -> None:
    cost = monthly_cost("eu-west-1", PRICES, instances=("m7g.large", 1))

    assert cost.total is None
    assert cost.unpriced == ["m7g.large NAT instance"]
    assert str(cost) == (
        "at least 3.65 USD a month (eu-west-1, 730 h, no traffic, list prices of 2026-09-01): "
        "1 x m7g.large NAT instance: price unknown; "
        "1 x public IPv4 address at 0.005 USD/h: 3.65 USD"
    )


@pytest.mark.parametrize(
    ("region", "where"),
    [("mars-north-1", "mars-north-1"), (None, "a region known at deployment only")],
)
def test_without_prices_the_amount_is_unknown(region: str | None, where: str) -> None:
    cost = monthly_cost(region, None, nat_gateways=1, instances=("t4g.nano", 1), endpoint_zones=1)

    assert cost.total is None
    assert str(cost).startswith(
        f"an unknown amount a month ({where}, 730 h, no traffic, no prices known): "
        "1 x NAT gateway: price unknown"
    )


def test_a_network_of_nothing_that_is_billed_costs_nothing() -> None:
    assert str(monthly_cost("eu-west-1", PRICES)) == (
        "0.00 USD a month (eu-west-1, 730 h, no traffic, list prices of 2026-09-01): "
        "nothing is billed by the hour"
    )


@pytest.mark.parametrize("region", priced_regions())
def test_the_prices_of_a_region_have_a_day_and_are_an_hour_s(region: str) -> None:
    prices = prices_in(region)
    assert prices is not None
    hours = [
        prices.nat_gateway_hour,
        prices.endpoint_hour,
        prices.public_ipv4_hour,
        *prices.instance_hour.values(),
    ]

    assert date(2026, 1, 1) <= date.fromisoformat(prices.as_of) <= date(2026, 11, 21)
    assert prices.nat_gateway_hour is not None
    assert all(0.001 < each < 0.2 for each in hours if each is not None)


def test_the_regions_that_most_people_use_are_priced() -> None:
    assert {"us-east-1", "eu-west-1", "eu-central-1"} <= {*priced_regions()}
    assert prices_in("mars-north-1") is None


def test_the_list_of_prices_has_its_source_and_day() -> None:
    table = json.loads(DATA.read_text(encoding="utf-8"))

    assert table["source"] == "https://aws.amazon.com/vpc/pricing/"
    assert table["as_of"] == "2026-11-21"
    assert table["currency"] == "USD"
