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


def test_each_alias_has_a_stage_of_its_own(template: Template) -> None:
    stages = by_id(template, "AWS::ApiGatewayV2::Stage").values()
    routes = by_id(template, "AWS::ApiGatewayV2::Route").values()

    assert len(by_id(template, "AWS::ApiGatewayV2::Api")) == 1
    assert {each["StageName"]: each["StageVariables"] for each in stages} == {
        "beta": {"alias": "BETA"},
        "prod": {"alias": "PROD"},
    }
    assert {route["RouteKey"] for route in routes} == {"GET /orders/{id}", "POST /orders"}


def test_each_integration_calls_the_alias_that_the_stage_names(template: Template) -> None:
    [function] = [
        name
        for name, each in by_id(template, "AWS::Lambda::Function").items()
        if each["Handler"] == "orders.handler"
    ]
    integrations = by_id(template, "AWS::ApiGatewayV2::Integration").values()

    ends = [each["IntegrationUri"]["Fn::Join"][1][-2:] for each in integrations]
    qualified = ":${stageVariables.alias}/invocations"
    assert ends == [[{"Fn::GetAtt": [function, "Arn"]}, qualified]] * 2


@pytest.mark.parametrize(("name", "stage"), [("BETA", "beta"), ("PROD", "prod")])
def test_an_alias_is_called_for_its_own_stage_alone(
    template: Template, name: str, stage: str
) -> None:
    alias = {"Ref": alias_id(template, name)}
    permissions = by_id(template, "AWS::Lambda::Permission").values()

    sources = {
        each["SourceArn"]["Fn::Join"][1][-1]
        for each in permissions
        if each["FunctionName"] == alias
    }
    assert sources == {f"/{stage}/POST/orders", f"/{stage}/GET/orders/*"}


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
