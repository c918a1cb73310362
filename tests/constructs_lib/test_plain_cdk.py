"""`release.alias` is taken wherever the CDK takes a function, and calls go to the alias only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Duration, Stack
from aws_cdk import aws_apigateway as rest
from aws_cdk import aws_apigatewayv2 as http
from aws_cdk import aws_events as events
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk.assertions import Template
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from aws_cdk.aws_events_targets import LambdaFunction
from aws_cdk.aws_lambda_event_sources import SqsEventSource
from aws_cdk.aws_sns_subscriptions import LambdaSubscription
from aws_cdk.aws_stepfunctions_tasks import LambdaInvoke

from constructs_lib import Release, VersionedFunction

if TYPE_CHECKING:
    from collections.abc import Callable

    Caller = Callable[[Stack, lambda_.Alias], object]


def http_api(stack: Stack, alias: lambda_.Alias) -> None:
    api = http.HttpApi(stack, "Api")
    api.add_routes(path="/faults", integration=HttpLambdaIntegration("Faults", alias))


def rest_api(stack: Stack, alias: lambda_.Alias) -> None:
    rest.LambdaRestApi(stack, "Api", handler=alias)


def rule_target(stack: Stack, alias: lambda_.Alias) -> None:
    rule = events.Rule(stack, "Hourly", schedule=events.Schedule.rate(Duration.hours(1)))
    rule.add_target(LambdaFunction(alias))


def topic_subscription(stack: Stack, alias: lambda_.Alias) -> None:
    sns.Topic(stack, "Faults").add_subscription(LambdaSubscription(alias))


def function_url(_: Stack, alias: lambda_.Alias) -> None:
    alias.add_function_url(auth_type=lambda_.FunctionUrlAuthType.NONE)


def built(caller: Caller, release: Callable[[Stack], Release]) -> Template:
    stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
    caller(stack, release(stack).alias)
    return Template.from_stack(stack)


def ours(stack: Stack) -> Release:
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    return VersionedFunction(stack, "Detector", code=code, handler="index.handler").release("live")


def theirs(stack: Stack) -> Release:
    return Release.around(
        lambda_.Function(
            stack,
            "Detector",
            code=lambda_.Code.from_inline("def handler(event, context): ..."),
            handler="index.handler",
            runtime=lambda_.Runtime.PYTHON_3_14,
        ),
        "live",
    )


@pytest.mark.parametrize("release", [ours, theirs])
@pytest.mark.parametrize(
    "caller", [http_api, rest_api, rule_target, topic_subscription, function_url]
)
def test_whoever_calls_may_call_the_alias_and_not_past_it(
    caller: Caller, release: Callable[[Stack], Release]
) -> None:
    template = built(caller, release)

    [alias] = template.find_resources("AWS::Lambda::Alias")
    permissions = template.find_resources("AWS::Lambda::Permission").values()
    assert permissions
    assert {json.dumps(each["Properties"]["FunctionName"]) for each in permissions} == {
        json.dumps({"Ref": alias})
    }


@pytest.mark.parametrize("release", [ours, theirs])
def test_a_queue_calls_the_alias(release: Callable[[Stack], Release]) -> None:
    def queue(stack: Stack, alias: lambda_.Alias) -> None:
        alias.add_event_source(SqsEventSource(sqs.Queue(stack, "Readings")))

    template = built(queue, release)
    [alias] = template.find_resources("AWS::Lambda::Alias")
    [mapping] = template.find_resources("AWS::Lambda::EventSourceMapping").values()
    # The CDK takes the name of the function and of the alias out of the alias's ARN.
    assert json.dumps({"Ref": alias}) in json.dumps(mapping["Properties"]["FunctionName"])
    assert json.dumps(mapping["Properties"]["FunctionName"]).endswith(':live"]]}')


@pytest.mark.parametrize("release", [ours, theirs])
def test_a_state_machine_calls_the_alias(release: Callable[[Stack], Release]) -> None:
    def state_machine(stack: Stack, alias: lambda_.Alias) -> None:
        task = LambdaInvoke(stack, "Detect", lambda_function=alias)
        sfn.StateMachine(stack, "Machine", definition_body=sfn.DefinitionBody.from_chainable(task))

    template = built(state_machine, release)
    [alias] = template.find_resources("AWS::Lambda::Alias")
    [machine] = template.find_resources("AWS::StepFunctions::StateMachine").values()
    invokes: list[Any] = [
        statement["Resource"]
        for logical_id, policy in template.find_resources("AWS::IAM::Policy").items()
        if logical_id.startswith("Machine")
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Action"] == "lambda:InvokeFunction"
    ]
    assert {"Ref": alias} in machine["Properties"]["DefinitionString"]["Fn::Join"][1]
    assert invokes == [{"Ref": alias}]
