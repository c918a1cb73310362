from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.version_blind_to_deployed_values import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def resources(version: str = "V1", **variables: Any) -> dict[str, Any]:
    quote = {"Environment": {"Variables": variables}}
    return {
        "Readings": {"Type": "AWS::DynamoDB::Table"},
        "Quote": {"Type": "AWS::Lambda::Function", "Properties": quote},
        version: {
            "Type": "AWS::Lambda::Version",
            "Properties": {"FunctionName": {"Ref": "Quote"}},
        },
    }


def test_a_value_outside_the_template_publishes_nothing(judge: Judge) -> None:
    found = resources(
        TABLE={"Ref": "Readings"},
        ENDPOINT={"Ref": "Unknown"},
        RATE="{{resolve:ssm:rate}}",
        PATH_TO={"Fn::Sub": "https://${Unknown}/quotes"},
        IMPORTED={"Fn::ImportValue": "elsewhere"},
    )

    [finding] = judge(rule, found)

    assert finding.message == (
        "environment of a published version should be in the template, got values known at "
        "deployment only: ENDPOINT, RATE, PATH_TO, IMPORTED"
    )
    assert finding.fix == (
        "read them at run time, or put their values into the description of the version"
    )
    assert finding.at == "Environment.Variables.ENDPOINT"
    assert finding.resource.logical_id == "Quote"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("quotes", id="known"),
        pytest.param({"Ref": "Readings"}, id="a resource, which changes with the template"),
        pytest.param({"Fn::GetAtt": ["Readings", "Arn"]}, id="its attribute"),
        pytest.param({"Fn::Sub": "${AWS::StackName}-${Readings}"}, id="made of such"),
        pytest.param({"Ref": "AWS::Region"}, id="where it is deployed"),
        pytest.param({"Ref": "AWS::NoValue"}, id="absent"),
    ],
)
def test_silent(judge: Judge, value: Any) -> None:
    assert judge(rule, resources(VALUE=value)) == []


def test_what_is_published_once_is_its_own_rules(judge: Judge) -> None:
    assert judge(rule, resources("QuoteVersion", VALUE={"Ref": "Unknown"})) == []
