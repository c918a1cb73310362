"""docs/network.md: its examples are run, its prices are the data's, its messages are ours."""

from __future__ import annotations

import math
import re
import textwrap
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Environment, Stack
from aws_cdk.aws_lambda import Code
from aws_cdk.aws_sns import Topic

from constructs_lib import ConstructError, LambdaNetwork, Nat, VersionedFunction
from policies.domain import limits
from policies.domain.network_costs import monthly_cost
from policies.domain.network_prices import hours_of_a_month, prices_in

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[2] / "docs" / "network.md"
TEXT = PAGE.read_text(encoding="utf-8")
COSTS = re.compile(r"(?<=<!-- costs -->\n).*(?=<!-- end of costs -->)", re.DOTALL)
REGIONS = ("us-east-1", "eu-west-1", "eu-central-1")
ZONES = 2
IRELAND = Environment(account="123456789012", region="eu-west-1")


def cost_rows() -> list[tuple[str, dict[str, Any]]]:
    endpoints = {
        f"`Nat.none()` and {number} interface endpoint{'s' if number > 1 else ''}": number
        for number in (1, 3)
    }
    return [
        ("`Nat.none()`", {}),
        *((name, {"endpoint_zones": ZONES * number}) for name, number in endpoints.items()),
        ("`Nat.instance()`", {"instances": (Nat.instance().instance_type, 1)}),
        ("`Nat.single()`", {"nat_gateways": Nat.single().count(ZONES)}),
        ("`Nat.per_zone()`", {"nat_gateways": Nat.per_zone().count(ZONES)}),
    ]


def cost_table() -> str:
    lines = [f"| | {' | '.join(REGIONS)} |", f"|---|{'---|' * len(REGIONS)}"]
    for name, what in cost_rows():
        costs = [monthly_cost(region, prices_in(region), **what) for region in REGIONS]
        cells = [f"{cost.total:.2f}" if cost.total is not None else "?" for cost in costs]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    days = [prices.as_of for region in REGIONS if (prices := prices_in(region))]
    lines.append(f"| prices of | {' | '.join(days)} |")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def examples() -> dict[str, Callable[[Stack], None]]:
    """The functions of the page, which is one module."""
    source = "\n".join(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL))
    names: dict[str, Any] = {}
    exec(compile(source, str(PAGE), "exec"), names)  # noqa: S102  # it is our own page
    return {
        name: value
        for name, value in names.items()
        if isinstance(value, FunctionType) and value.__globals__ is names
    }


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_the_prices_of_the_page_are_those_of_the_data(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        PAGE.write_text(COSTS.sub(cost_table(), TEXT), encoding="utf-8")
        return

    assert COSTS.findall(TEXT) == [cost_table()], "if the change is meant: make accept"


def test_what_the_page_says_of_a_gb_is_so() -> None:
    assert f"{hours_of_a_month()} hours a month" in TEXT
    for region in REGIONS:
        prices = prices_in(region)
        assert prices is not None
        assert prices.nat_gateway_gb == prices.nat_gateway_hour
        assert prices.endpoint_gb == 0.01


def test_from_the_third_endpoint_on_a_nat_gateway_costs_less() -> None:
    assert "From the third interface endpoint on `Nat.single()` costs less" in unwrapped(TEXT)
    for region in REGIONS:
        prices = prices_in(region)
        nat = monthly_cost(region, prices, nat_gateways=1).known
        two, three = (
            monthly_cost(region, prices, endpoint_zones=ZONES * number).known for number in (2, 3)
        )
        assert two < nat < three


def test_an_endpoint_beside_a_nat_is_worth_it_from_so_much_traffic_on() -> None:
    prices = prices_in("eu-west-1")
    assert prices is not None
    assert prices.nat_gateway_gb is not None
    assert prices.endpoint_gb is not None
    endpoint = monthly_cost("eu-west-1", prices, endpoint_zones=ZONES).known
    gb = endpoint / (prices.nat_gateway_gb - prices.endpoint_gb)

    assert f"from {math.ceil(gb)} GB a month on" in unwrapped(TEXT)


@pytest.mark.parametrize(
    "name", ["orders", "listed", "with_a_database", "in_a_vpc_of_others", "explained"]
)
def test_an_example_of_the_page_is_synthesized(
    examples: dict[str, Callable[[Stack], None]], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    app = App(builtin_cloud_formation_validation=False)
    stack = Stack(app, "Shop", env=IRELAND)
    examples[name](stack)
    app.synth()

    for line in capsys.readouterr().out.splitlines():
        assert line in TEXT.splitlines()


def test_every_example_is_run(examples: dict[str, Callable[[Stack], None]]) -> None:
    told = {
        "explained",
        "in_a_vpc_of_others",
        "listed",
        "of_your_own",
        "orders",
        "with_a_database",
    }

    assert {*examples} == told
    assert TEXT.count("```python") == len(told)


def test_the_errors_of_the_page_are_those_one_gets() -> None:
    app = App(builtin_cloud_formation_validation=False)
    stack = Stack(app, "Shop")
    network = LambdaNetwork(stack, "Network", nat=Nat.none(), endpoints=[])
    code = Code.from_inline("def handler(event, context): ...")

    def orders(**props: Any) -> VersionedFunction:
        return VersionedFunction(
            stack, "Orders", code=code, handler="index.handler", network=network, **props
        )

    with pytest.raises(ConstructError) as refused:
        orders(needs_internet=True)
    Topic(stack, "Placed").grant_publish(orders())
    with pytest.raises(RuntimeError) as failed:
        app.synth()

    assert unwrapped(str(refused.value)) in unwrapped(TEXT)
    [problem] = re.findall(r"\[Shop/Network\].*", str(failed.value))
    assert unwrapped(problem) in unwrapped(TEXT)


def test_the_numbers_and_files_that_the_page_names_are_so() -> None:
    named = re.findall(r"`(policies/[\w./]+)`", TEXT)

    assert f"{limits.INTERFACE_CONNECTIONS:,} connections" in unwrapped(TEXT)
    assert named
    assert all((PAGE.parents[1] / each).exists() for each in named)


def test_the_picture_fits_on_a_page() -> None:
    [picture] = re.findall(r"```text\n(   .*?)```", TEXT, re.DOTALL)

    assert all(len(line) <= 80 for line in textwrap.dedent(picture).splitlines())
