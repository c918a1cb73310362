from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.template.concurrency import reservations, unreserved_provisions

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::Lambda::Function", "Properties": properties}


def version(name: str, provisioned: Any) -> dict[str, Any]:
    properties = {
        "FunctionName": {"Ref": name},
        "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": provisioned},
    }
    return {"Type": "AWS::Lambda::Version", "Properties": properties}


def test_only_what_is_certainly_reserved_counts(template_of: TemplateOf) -> None:
    resources = {
        "A": function(ReservedConcurrentExecutions=20),
        "B": function(ReservedConcurrentExecutions={"Ref": "Unknown"}),
        "C": function(ReservedConcurrentExecutions=1001),
        "D": function(ReservedConcurrentExecutions=-1),
        "E": {**function(ReservedConcurrentExecutions=7), "Condition": "Perhaps"},
        "F": function(),
    }
    found = reservations(template_of(resources, Conditions=CONDITIONS).environment)

    assert {each.logical_id: reserved for each, reserved in found.items()} == {"A": 20}


def test_what_is_provisioned_within_a_reservation_takes_nothing_more(
    template_of: TemplateOf,
) -> None:
    resources = {
        "A": function(ReservedConcurrentExecutions=20),
        "V1": version("A", 5),
        "B": function(),
        "V2": version("B", 6),
        "C": function(ReservedConcurrentExecutions={"Ref": "Unknown"}),
        "V3": version("C", 7),
        "D": function(),
    }
    found = unreserved_provisions(template_of(resources).environment)

    assert {each.logical_id: provisioned for each, provisioned in found.items()} == {"B": 6}
