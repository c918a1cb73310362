from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.engine import Finding
from policies.gate.identity import Identity, identity

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


def place(template_of: TemplateOf, logical_id: str, at: str = "", **raw: Any) -> Identity:
    template = template_of({logical_id: {"Type": "AWS::Lambda::Function", **raw}})
    return identity("smell", Finding(template.resources[logical_id], "m", "f", at), None)


def test_a_construct_is_known_by_its_path(template_of: TemplateOf) -> None:
    path = {"aws:cdk:path": "App/Bill/Resource"}

    assert place(template_of, "Bill1A2B3C4D", "Timeout", Metadata=path) == Identity(
        "smell", "App/Bill/Resource", "Timeout"
    )


@pytest.mark.parametrize(
    ("logical_id", "known_as"),
    [
        ("Bill", "Bill"),
        ("Bill5E6F7A8B", "Bill"),
        ("BillCurrentVersion5E6F7A8B0123456789abcdef0123456789abcdef", "BillCurrentVersion"),
        ("DEADBEEF", "DEADBEEF"),  # all the name there is
    ],
)
def test_the_digests_of_cdk_are_no_part_of_the_place(
    template_of: TemplateOf, logical_id: str, known_as: str
) -> None:
    assert place(template_of, logical_id).place == f"template.json#{known_as}"


def test_indices_are_no_part_of_the_property(template_of: TemplateOf) -> None:
    first = place(template_of, "Bill", "FilterCriteria.Filters.0.Pattern")
    second = place(template_of, "Bill", "FilterCriteria.Filters.12.Pattern")

    assert first == second
    assert first.property == "FilterCriteria.Filters.Pattern"
