from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.duplicate_alias import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge, TemplateOf


CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def alias(name: Any, function: Any = None, **attributes: Any) -> dict[str, Any]:
    properties = {"FunctionName": function or {"Ref": "Quote"}, "Name": name}
    return {"Type": "AWS::Lambda::Alias", "Properties": properties, **attributes}


def resources(**aliases: Any) -> dict[str, Any]:
    return {
        "Quote": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "quote"}},
        "Bill": {"Type": "AWS::Lambda::Function"},
        **aliases,
    }


def test_a_name_is_there_once(judge: Judge) -> None:
    found = resources(Live=alias("live"), Again=alias("live"), Third=alias("live", "quote"))

    first, second = judge(rule, found)

    assert first.message == "an alias name must be unique for Quote, got 'live' here and on Live"
    assert first.fix == "drop one of the two, or set Name to another than live"
    assert first.at == "Name"
    assert first.resource.logical_id == "Again"
    assert second.resource.logical_id == "Third"


def test_an_alias_in_another_stack_counts(judge: Judge, template_of: TemplateOf) -> None:
    shared = Environment("123456789012", "eu-west-1")
    template_of(resources(Live=alias("live")), shared)

    [finding] = judge(rule, {"Other": alias("live", "quote")}, shared)

    assert finding.resource.logical_id == "Other"


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(alias("Live"), id="another name"),
        pytest.param(alias("live", {"Ref": "Bill"}), id="of another function"),
        pytest.param(alias("live", {"Ref": "Unknown"}), id="of a function nobody knows"),
        pytest.param(alias({"Ref": "Unknown"}), id="name unknown"),
        pytest.param(alias("live", Condition="Perhaps"), id="perhaps never created"),
    ],
)
def test_silent(judge: Judge, second: dict[str, Any]) -> None:
    found = resources(Live=alias("live"), Second=second)

    assert judge(rule, found, Conditions=CONDITIONS) == []
