"""What every front door has in common: it calls the alias, for one source, and brings nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk.assertions import Template

from tests.constructs_lib.door_scenes import DOOR_SCENES

if TYPE_CHECKING:
    from aws_cdk import Stack


@pytest.mark.parametrize("name", DOOR_SCENES)
def test_a_door_calls_an_alias_for_one_source_and_brings_no_function_along(
    stack: Stack, name: str
) -> None:
    DOOR_SCENES[name](stack)

    resources: dict[str, Any] = Template.from_stack(stack).to_json()["Resources"]
    permissions = [
        each["Properties"]
        for each in resources.values()
        if each["Type"] == "AWS::Lambda::Permission"
    ]
    called = [resources[each["FunctionName"]["Ref"]]["Type"] for each in permissions]
    assert called == ["AWS::Lambda::Alias"] * len(permissions)
    # A URL that is for everybody has no source: the two grants are bound to calls by URLs.
    assert all(
        "SourceArn" in each or each.get("InvokedViaFunctionUrl") or "FunctionUrlAuthType" in each
        for each in permissions
    )
    types = [each["Type"] for each in resources.values()]
    assert types.count("AWS::Lambda::Function") == 1
    assert not any(each.startswith("Custom::") for each in types)


def test_every_door_but_a_url_for_callers_needs_a_permission(stack: Stack) -> None:
    DOOR_SCENES["function_url"](stack)

    # Its callers are in this account: a policy of theirs is enough.
    Template.from_stack(stack).resource_count_is("AWS::Lambda::Permission", 0)
