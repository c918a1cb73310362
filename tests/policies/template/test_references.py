from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.references import referenced, sole_reference

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

BOTH = {"A": {"Type": "AWS::SNS::Topic"}, "B": {"Type": "AWS::SNS::Topic"}}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"Ref": "A"}, ["A"]),
        ({"Fn::GetAtt": ["A", "TopicName"]}, ["A"]),
        ({"Fn::Sub": "${A}/${B.TopicName}"}, ["A", "B"]),
        ({"Fn::Sub": "${Unknown}/${A}"}, ["A"]),
        ("text", []),
        (None, []),
        ({"Ref": "Unknown"}, []),
    ],
    ids=["Ref", "GetAtt", "two", "beside a parameter", "text", "none", "a parameter"],
)
def test_the_resources_that_a_value_is_made_of(
    template_of: TemplateOf, value: Any, names: list[str]
) -> None:
    template = template_of(BOTH)
    resolved = template.intrinsics.resolve(value)

    assert [each.logical_id for each in referenced(resolved)] == names
    sole = sole_reference(resolved)
    assert (sole.logical_id if sole else None) == (names[0] if len(names) == 1 else None)
