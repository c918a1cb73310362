from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.arn_match import may_cover

if TYPE_CHECKING:
    from policies.template.template import Template
    from tests.policies.conftest import TemplateOf

RESOURCES = {
    "Orders": {"Type": "AWS::SQS::Queue"},
    "Returns": {"Type": "AWS::SQS::Queue"},
    "Named": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "named"}},
    "Bill": {"Type": "AWS::Lambda::Function"},
    "Thing": {"Type": "AWS::IoT::Thing"},
    "Gadget": {"Type": "AWS::IoT::Thing"},
    "Table": {"Type": "AWS::DynamoDB::Table"},
    "Lines": {"Type": "AWS::Logs::LogGroup"},
    "Others": {"Type": "AWS::Logs::LogGroup"},
}


@pytest.fixture
def here(template_of: TemplateOf) -> Template:
    return template_of(RESOURCES)


def arn(name: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [name, "Arn"]}


@pytest.mark.parametrize(
    ("pattern", "target"),
    [
        pytest.param("*", arn("Orders"), id="everything"),
        pytest.param(arn("Orders"), None, id="any resource"),
        pytest.param(arn("Orders"), arn("Orders"), id="the resource itself"),
        pytest.param(arn("Thing"), arn("Thing"), id="a resource without a view"),
        pytest.param("arn:aws:sqs:*:*:*", arn("Orders"), id="any queue"),
        pytest.param("arn:*:sqs:*", arn("Orders"), id="any queue, short"),
        pytest.param("arn:aws:sqs:*:*:app-*", arn("Orders"), id="a generated name may start so"),
        pytest.param("arn:aws:sqs:*:*:nam*", arn("Named"), id="a name known"),
        pytest.param({"Fn::Sub": "${Bill.Arn}*"}, arn("Bill"), id="with what follows"),
        pytest.param({"Fn::Sub": "${Bill.Arn}:*"}, {"Fn::Sub": "${Bill.Arn}:live"}, id="aliases"),
        pytest.param({"Ref": "Unknown"}, arn("Orders"), id="a pattern unknown"),
        pytest.param(arn("Orders"), {"Ref": "Unknown"}, id="a resource unknown"),
        pytest.param(
            {"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders-*"},
            {"Fn::Sub": "arn:aws:sqs:eu-west-1:123456789012:orders-${Unknown}"},
            id="a name partly known",
        ),
        pytest.param(
            {"Fn::Sub": "arn:aws:lambda:*:*:function:${Bill}"}, arn("Bill"), id="by the name"
        ),
        pytest.param("arn:aws:logs:*:log-group:x", arn("Thing"), id="an ARN of unknown form"),
        pytest.param("arn:aws:lambda:*:Bill", arn("Bill"), id="a wildcard across colons"),
        pytest.param(
            {"Fn::Sub": "${Table.Arn}/stream/*"},
            {"Fn::GetAtt": ["Table", "StreamArn"]},
            id="streams of the table",
        ),
        pytest.param(
            arn("Lines"),
            {"Fn::Sub": "arn:aws:logs:${AWS::Region}:1:log-group:${Lines}:log-stream:any"},
            id="streams of the log group",
        ),
    ],
)
def test_the_pattern_may_cover_the_resource(here: Template, pattern: Any, target: Any) -> None:
    resolve = here.intrinsics.resolve

    assert may_cover(resolve(pattern), resolve(target))


@pytest.mark.parametrize(
    ("pattern", "target"),
    [
        pytest.param(arn("Orders"), arn("Returns"), id="another of the same type"),
        pytest.param(arn("Thing"), arn("Gadget"), id="another without a view"),
        pytest.param("arn:aws:sqs:*:*:other", arn("Named"), id="another name"),
        pytest.param(
            {"Fn::Sub": "arn:aws:sqs:*:*:${Orders.QueueName}"}, arn("Named"), id="another's name"
        ),
        pytest.param("arn:aws:sqs:*:*:other-*", arn("Named"), id="another start of the name"),
        pytest.param("arn:aws:sns:*:*:*", arn("Orders"), id="another service"),
        pytest.param("arn:aws:sns:*", arn("Orders"), id="another service, short"),
        pytest.param(arn("Bill"), {"Fn::Sub": "${Bill.Arn}:live"}, id="only unqualified"),
        pytest.param({"Fn::Sub": "${Bill.Arn}:*"}, arn("Bill"), id="only qualified"),
        pytest.param(
            {"Fn::Sub": "arn:aws:sqs:eu-west-1:${AWS::AccountId}:orders-${Unknown}"},
            {"Fn::Sub": "arn:aws:sqs:eu-west-1:${AWS::AccountId}:returns-${Unknown}"},
            id="names that start otherwise",
        ),
        pytest.param(
            "arn:aws:sqs:us-east-1:*:*",
            {"Fn::Sub": "arn:aws:sqs:eu-west-1:1:${Unknown}"},
            id="another region",
        ),
        pytest.param("arn:aws:s3:::a", "arn:aws:s3:::b", id="both known"),
        pytest.param(
            arn("Table"), {"Fn::GetAtt": ["Table", "StreamArn"]}, id="the table, not its stream"
        ),
        pytest.param(
            arn("Others"),
            {"Fn::Sub": "arn:aws:logs:${AWS::Region}:1:log-group:${Lines}:log-stream:any"},
            id="another log group",
        ),
    ],
)
def test_the_pattern_certainly_leaves_the_resource_out(
    here: Template, pattern: Any, target: Any
) -> None:
    resolve = here.intrinsics.resolve

    assert not may_cover(resolve(pattern), resolve(target))
