from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.provisioning import Provisioning, provisioning

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

PROVISIONED = {"ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": 5}}
VERSION = {"Fn::GetAtt": ["V1", "Version"]}


def scaled(qualifier: str, minimum: Any = 3) -> dict[str, Any]:
    return {
        "Type": "AWS::ApplicationAutoScaling::ScalableTarget",
        "Properties": {
            "ScalableDimension": "lambda:function:ProvisionedConcurrency",
            "ResourceId": f"function:billing:{qualifier}",
            "MinCapacity": minimum,
        },
    }


def of(kind: str, **properties: Any) -> dict[str, Any]:
    named = {"FunctionName": "billing", **properties}
    return {"Type": f"AWS::Lambda::{kind}", "Properties": named}


def live(version: Any = VERSION, **properties: Any) -> dict[str, Any]:
    return of("Alias", Name="live", FunctionVersion=version, **properties)


@pytest.fixture
def provisioned(template_of: TemplateOf) -> Any:
    def found(**resources: Any) -> Provisioning | None:
        template = template_of({"Fn": of("Function"), "V1": of("Version"), **resources})
        return provisioning(template.resources["Holder"])

    return found


@pytest.mark.parametrize(
    ("resources", "amount", "at"),
    [
        ({"Holder": live(**PROVISIONED)}, 5, "ProvisionedConcurrencyConfig"),
        ({"Holder": of("Version", **PROVISIONED)}, 5, "ProvisionedConcurrencyConfig"),
        ({"Live": live(), "Holder": scaled("live")}, 3, "MinCapacity"),
    ],
)
def test_what_is_published_now_is_provisioned(
    provisioned: Any, resources: dict[str, Any], amount: int, at: str
) -> None:
    found = provisioned(**resources)

    assert (found.function.logical_id, found.amount, found.at) == ("Fn", amount, at)


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param({"Holder": live()}, id="an alias without"),
        pytest.param({"Holder": of("Version")}, id="a version without"),
        pytest.param({"Holder": live("7", **PROVISIONED)}, id="a version from before"),
        pytest.param({"Holder": live("$LATEST", **PROVISIONED)}, id="$LATEST"),
        pytest.param({"Holder": scaled("7")}, id="scaling of a version from before"),
        pytest.param({"Live": live(), "Holder": scaled("live", 0)}, id="scaled to none"),
        pytest.param({"Live": live(), "Holder": scaled("live", {"Ref": "Unknown"})}, id="unknown"),
        pytest.param({"Holder": {"Type": "AWS::SQS::Queue"}}, id="something else"),
        pytest.param(
            {"Holder": of("Version", FunctionName={"Ref": "Unknown"}, **PROVISIONED)},
            id="of a function nobody knows",
        ),
    ],
)
def test_nothing_else_is(provisioned: Any, resources: dict[str, Any]) -> None:
    assert provisioned(**resources) is None
