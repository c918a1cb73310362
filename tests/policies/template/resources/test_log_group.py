from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.log_group import LogGroup
from policies.template.resources.log_retention import LogRetention
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def group(template_of: TemplateOf) -> Any:
    def made(name: Any = None, function_name: Any = None, **properties: Any) -> LogGroup:
        resources = {
            "Fn": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"FunctionName": function_name},
            },
            "Logs": {
                "Type": "AWS::Logs::LogGroup",
                "Properties": {"LogGroupName": name, **properties},
            },
        }
        return template_of(resources).of(LogGroup)[0]

    return made


@pytest.mark.parametrize(
    ("name", "function_name"),
    [
        ({"Fn::Sub": "/aws/lambda/${Fn}"}, None),
        ({"Fn::Sub": "/aws/lambda/${Fn}"}, "fn"),
        ("/aws/lambda/fn", "fn"),
        ({"Fn::Sub": "/aws/lambda/${Unknown}"}, {"Ref": "Unknown"}),
        ({"Fn::Sub": "/aws/lambda/${Unknown}-fn"}, {"Fn::Sub": "${Unknown}-fn"}),
    ],
)
def test_a_group_knows_the_function_whose_default_it_is(
    group: Any, name: Any, function_name: Any
) -> None:
    assert group(name, function_name).default_of.logical_id == "Fn"


@pytest.mark.parametrize(
    ("name", "function_name"),
    [
        (None, None),
        ("/aws/lambda/other", "fn"),
        ("/own/fn", "fn"),
        ({"Ref": "Unknown"}, None),
        ({"Fn::Sub": "/aws/lambda/${Fn.Arn}"}, None),
        ({"Fn::Sub": "/aws/lambda/${Fn}/x"}, None),
        ({"Fn::Sub": "/aws/lambda/${Unknown}"}, {"Fn::Sub": "${Unknown}-fn"}),
    ],
)
def test_a_group_of_another_name_is_nobodys_default(
    group: Any, name: Any, function_name: Any
) -> None:
    assert group(name, function_name).default_of is None


def test_retention_is_known_absent_or_unresolved(group: Any, unknown: Any) -> None:
    assert group(RetentionInDays="30").retention_days == 30
    assert group().retention_days is None
    assert isinstance(group(RetentionInDays=unknown).retention_days, Unresolved)
    assert group(LogGroupClass="DELIVERY").has_fixed_retention
    assert not group().has_fixed_retention


def test_the_cdks_custom_resource_tells_of_a_group_as_well(template_of: TemplateOf) -> None:
    properties = {"LogGroupName": {"Fn::Sub": "/aws/lambda/${Fn}"}, "RetentionInDays": 7}
    resources = {
        "Fn": {"Type": "AWS::Lambda::Function"},
        "Retention": {"Type": "Custom::LogRetention", "Properties": properties},
    }
    [retention] = template_of(resources).of(LogRetention)

    assert retention.retention_days == 7
    assert retention.default_of is not None
    assert retention.default_of.logical_id == "Fn"
