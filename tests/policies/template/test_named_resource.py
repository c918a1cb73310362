from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.named_resource import named_resource
from policies.template.resource import Resource

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

ALARM = "AWS::CloudWatch::Alarm"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"Ref": "Named"}, "Named"),
        ({"Ref": "Unnamed"}, "Unnamed"),
        ("errors", "Named"),
        ({"Fn::Sub": "${Unnamed}"}, "Unnamed"),
        ("elsewhere", None),
        ({"Fn::GetAtt": ["Named", "Arn"]}, None),
        ({"Ref": "Topic"}, None),
        ({"Ref": "Unknown"}, None),
        (None, None),
    ],
)
def test_a_resource_is_named_by_its_ref_or_its_name(
    template_of: TemplateOf, value: Any, found: str | None
) -> None:
    template = template_of(
        {
            "Named": {"Type": ALARM, "Properties": {"AlarmName": "errors"}},
            "Unnamed": {"Type": ALARM},
            "Topic": {"Type": "AWS::SNS::Topic"},
        }
    )
    resource = named_resource(template.intrinsics.resolve(value), ALARM, template)

    assert (resource.logical_id if isinstance(resource, Resource) else None) == found
