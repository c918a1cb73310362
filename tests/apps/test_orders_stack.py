from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import Acknowledgment, App, Validations
from aws_cdk.assertions import Match, Template
from cdk_nag import ServerlessChecks

from apps.orders.stack import OrdersStack


@pytest.fixture
def orders(app: App) -> OrdersStack:
    return OrdersStack(app, "Orders")


@pytest.fixture
def template(orders: OrdersStack) -> Template:
    return Template.from_stack(orders)


def by_id(template: Template, type_name: str) -> Mapping[str, Mapping[str, Any]]:
    found = template.find_resources(type_name)
    return {logical_id: resource["Properties"] for logical_id, resource in found.items()}


def alias_id(template: Template, name: str) -> str:
    aliases = by_id(template, "AWS::Lambda::Alias")
    [logical_id] = [i for i, alias in aliases.items() if alias["Name"] == name]
    return logical_id


@pytest.mark.parametrize("name", ["BETA", "PROD"])
def test_each_alias_has_an_api_of_its_own(template: Template, name: str) -> None:
    alias = {"Ref": alias_id(template, name)}

    apis = {
        integration["ApiId"]["Ref"]
        for integration in by_id(template, "AWS::ApiGatewayV2::Integration").values()
        if integration["IntegrationUri"] == alias
    }
    assert len(apis) == 1
    routes = {
        route["RouteKey"]
        for route in by_id(template, "AWS::ApiGatewayV2::Route").values()
        if route["ApiId"]["Ref"] in apis
    }
    assert routes == {"POST /orders", "GET /orders/{id}"}


def test_no_api_may_call_past_the_aliases(template: Template) -> None:
    callable_ = {
        permission["FunctionName"]["Ref"]
        for permission in by_id(template, "AWS::Lambda::Permission").values()
    }

    assert callable_ == {alias_id(template, "BETA"), alias_id(template, "PROD")}


def test_beta_takes_all_at_once_and_prod_a_canary_that_errors_stop(template: Template) -> None:
    groups = by_id(template, "AWS::CodeDeploy::DeploymentGroup").values()

    stopped_by_alarm = {
        group["DeploymentConfigName"]: group["AlarmConfiguration"]["Enabled"] for group in groups
    }
    assert stopped_by_alarm == {
        "CodeDeployDefault.LambdaAllAtOnce": False,
        "CodeDeployDefault.LambdaCanary10Percent10Minutes": True,
    }


def test_nobody_calls_without_credentials(template: Template) -> None:
    routes = by_id(template, "AWS::ApiGatewayV2::Route").values()

    assert {route["AuthorizationType"] for route in routes} == {"AWS_IAM"}


def test_every_request_leaves_a_line_and_too_many_are_turned_away(template: Template) -> None:
    template.all_resources_properties(
        "AWS::ApiGatewayV2::Stage",
        {
            "AccessLogSettings": {
                "DestinationArn": Match.any_value(),
                "Format": Match.string_like_regexp(r"\$context\.requestId"),
            },
            "DefaultRouteSettings": {"ThrottlingBurstLimit": 50, "ThrottlingRateLimit": 100},
        },
    )


def test_the_function_may_read_and_make_orders_and_nothing_else(template: Template) -> None:
    [table] = by_id(template, "AWS::DynamoDB::GlobalTable")
    [policy] = by_id(template, "AWS::IAM::Policy").values()

    statements = [
        statement
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Resource"] == {"Fn::GetAtt": [table, "Arn"]}
    ]
    assert [statement["Action"] for statement in statements] == [
        ["dynamodb:GetItem", "dynamodb:PutItem"]
    ]


def test_orders_survive_their_stack(template: Template) -> None:
    template.has_resource("AWS::DynamoDB::GlobalTable", {"DeletionPolicy": "Retain"})


def test_cfn_lint_has_nothing_to_say(
    template: Template, cfn_lint: Callable[[Template], list[str]]
) -> None:
    assert cfn_lint(template) == []


def test_cdk_nag_has_nothing_else_to_say(app: App, orders: OrdersStack) -> None:
    Validations.of(orders.orders).acknowledge(
        Acknowledgment(
            id="Serverless::Serverless-LambdaDLQ",
            reason="API Gateway calls it and waits: what fails is answered, not queued",
        )
    )
    Validations.of(app).add_plugins(ServerlessChecks())

    app.synth()  # raises where a finding is not acknowledged


def test_template(
    template: Template, golden_template: Callable[[str, Mapping[str, Any]], None]
) -> None:
    golden_template("apps/orders/Orders.json", template.to_json())
