from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

UNKNOWN = {"Ref": "Unknown"}


@pytest.fixture
def resource(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Any:
        resources = {"Thing": {"Type": "AWS::SSM::Parameter", "Properties": properties}}
        return template_of(resources).resources["Thing"]

    return made


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), (False, False), ("true", True), ("False", False), (None, None)],
    ids=["true", "false", "text", "text in capitals", "absent"],
)
def test_a_boolean_may_be_written_as_text(resource: Any, value: Any, expected: Any) -> None:
    assert resource(Flag=value).boolean("Flag") is expected


@pytest.mark.parametrize("value", [UNKNOWN, "yes", 1], ids=["unknown", "another word", "a number"])
def test_what_is_no_boolean_is_unresolved(resource: Any, value: Any) -> None:
    assert isinstance(resource(Flag=value).boolean("Flag"), Unresolved)


def test_elements_keep_their_places(resource: Any) -> None:
    thing = resource(
        Outer={"List": [{"Name": "a"}, UNKNOWN, {"Ref": "AWS::NoValue"}, "text", {"Name": UNKNOWN}]}
    )

    found = list(thing.elements("Outer", "List"))

    assert [each.at for each in found] == ["Outer.List.0", "Outer.List.4"]
    assert found[0].text("Name") == "a"
    assert isinstance(found[1].text("Name"), Unresolved)
    assert found[0].value("Absent") is None


@pytest.mark.parametrize("value", [UNKNOWN, None, {"Name": "a"}], ids=["unknown", "absent", "map"])
def test_what_is_no_list_has_no_elements(resource: Any, value: Any) -> None:
    assert list(resource(List=value).elements("List")) == []
