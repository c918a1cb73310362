from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.calls import calls, calls_of
from policies.template.environment import Environment
from policies.template.resources.function import Function

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

ARN = {"Fn::GetAtt": ["Report", "Arn"]}
URI_HEAD = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
URI = {"Fn::Sub": URI_HEAD + "${Report.Arn}/invocations"}
OPENAPI = {"paths": {"/a": {"get": {"x-amazon-apigateway-integration": {"uri": URI}}}}}
SOURCES: dict[str, Any] = {
    "Topic": {"Type": "AWS::SNS::Topic"},
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Rest": {"Type": "AWS::ApiGateway::RestApi"},
    "Http": {"Type": "AWS::ApiGatewayV2::Api"},
    "Logs": {"Type": "AWS::Logs::LogGroup"},
    "Secret": {"Type": "AWS::SecretsManager::Secret"},
}


def scene(kind: str, properties: Any) -> dict[str, Any]:
    return {
        "Report": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "report"}},
        "Live": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {
                "FunctionName": {"Ref": "Report"},
                "FunctionVersion": "1",
                "Name": "live",
            },
        },
        **SOURCES,
        "Caller": {"Type": kind, "Properties": properties},
    }


def waits(kind: str, properties: Any, at: str, principal: str | None, source: str | None) -> Any:
    return pytest.param(kind, properties, (at, principal, False, source), id=f"{kind} {at}")


def queues(kind: str, properties: Any, at: str, principal: str | None, source: str | None) -> Any:
    return pytest.param(kind, properties, (at, principal, True, source), id=f"{kind} {at}")


EVERY_CALLER = [
    queues(
        "AWS::Events::Rule",
        {"Targets": [{"Id": "q", "Arn": "arn:aws:sqs:::q"}, {"Id": "f", "Arn": ARN}]},
        "Targets.1.Arn",
        "events.amazonaws.com",
        "Caller",
    ),
    queues(
        "AWS::SNS::Topic",
        {"Subscription": [{"Protocol": "lambda", "Endpoint": ARN}]},
        "Subscription.0.Endpoint",
        "sns.amazonaws.com",
        "Caller",
    ),
    queues(
        "AWS::SNS::Subscription",
        {"TopicArn": {"Ref": "Topic"}, "Protocol": "lambda", "Endpoint": ARN},
        "Endpoint",
        "sns.amazonaws.com",
        "Topic",
    ),
    queues(
        "AWS::S3::Bucket",
        {"NotificationConfiguration": {"LambdaConfigurations": [{"Function": ARN}]}},
        "NotificationConfiguration.LambdaConfigurations.0.Function",
        "s3.amazonaws.com",
        "Caller",
    ),
    queues(
        "Custom::S3BucketNotifications",
        {
            "BucketName": {"Ref": "Bucket"},
            "NotificationConfiguration": {
                "LambdaFunctionConfigurations": [{"LambdaFunctionArn": ARN}]
            },
        },
        "NotificationConfiguration.LambdaFunctionConfigurations.0.LambdaFunctionArn",
        "s3.amazonaws.com",
        "Bucket",
    ),
    queues("AWS::Scheduler::Schedule", {"Target": {"Arn": ARN}}, "Target.Arn", None, None),
    queues(
        "AWS::Logs::SubscriptionFilter",
        {"LogGroupName": {"Ref": "Logs"}, "DestinationArn": ARN},
        "DestinationArn",
        "logs.amazonaws.com",
        "Logs",
    ),
    queues(
        "AWS::IoT::TopicRule",
        {"TopicRulePayload": {"Actions": [{"Sqs": {}}, {"Lambda": {"FunctionArn": ARN}}]}},
        "TopicRulePayload.Actions.1.Lambda.FunctionArn",
        "iot.amazonaws.com",
        "Caller",
    ),
    queues(
        "AWS::Config::ConfigRule",
        {"Source": {"Owner": "CUSTOM_LAMBDA", "SourceIdentifier": ARN}},
        "Source.SourceIdentifier",
        "config.amazonaws.com",
        "Caller",
    ),
    waits(
        "AWS::ApiGateway::Method",
        {"RestApiId": {"Ref": "Rest"}, "Integration": {"Uri": URI}},
        "Integration.Uri",
        "apigateway.amazonaws.com",
        "Rest",
    ),
    waits(
        "AWS::ApiGateway::RestApi",
        {"Body": OPENAPI},
        "Body.paths./a.get.x-amazon-apigateway-integration.uri",
        "apigateway.amazonaws.com",
        "Caller",
    ),
    waits(
        "AWS::ApiGateway::Authorizer",
        {"RestApiId": {"Ref": "Rest"}, "AuthorizerUri": URI},
        "AuthorizerUri",
        "apigateway.amazonaws.com",
        "Rest",
    ),
    waits(
        "AWS::ApiGatewayV2::Integration",
        {"ApiId": {"Ref": "Http"}, "IntegrationUri": ARN},
        "IntegrationUri",
        "apigateway.amazonaws.com",
        "Http",
    ),
    waits(
        "AWS::ApiGatewayV2::Api",
        {"Body": OPENAPI},
        "Body.paths./a.get.x-amazon-apigateway-integration.uri",
        "apigateway.amazonaws.com",
        "Caller",
    ),
    waits(
        "AWS::ApiGatewayV2::Api", {"Target": ARN}, "Target", "apigateway.amazonaws.com", "Caller"
    ),
    waits(
        "AWS::ApiGatewayV2::Authorizer",
        {"ApiId": {"Ref": "Http"}, "AuthorizerUri": URI},
        "AuthorizerUri",
        "apigateway.amazonaws.com",
        "Http",
    ),
    waits(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        {"TargetType": "lambda", "Targets": [{"Id": ARN}]},
        "Targets.0.Id",
        "elasticloadbalancing.amazonaws.com",
        "Caller",
    ),
    waits(
        "AWS::Cognito::UserPool",
        {"LambdaConfig": {"PreSignUp": ARN}},
        "LambdaConfig.PreSignUp",
        "cognito-idp.amazonaws.com",
        "Caller",
    ),
    waits(
        "AWS::Cognito::UserPool",
        {"LambdaConfig": {"CustomEmailSender": {"LambdaArn": ARN, "LambdaVersion": "V1_0"}}},
        "LambdaConfig.CustomEmailSender.LambdaArn",
        "cognito-idp.amazonaws.com",
        "Caller",
    ),
    waits(
        "AWS::SecretsManager::RotationSchedule",
        {"SecretId": {"Ref": "Secret"}, "RotationLambdaARN": ARN},
        "RotationLambdaARN",
        "secretsmanager.amazonaws.com",
        "Secret",
    ),
    waits("AWS::Lambda::Url", {"TargetFunctionArn": ARN}, "TargetFunctionArn", None, None),
    waits("AWS::Lambda::EventSourceMapping", {"FunctionName": ARN}, "FunctionName", None, None),
]


@pytest.mark.parametrize(("kind", "properties", "expected"), EVERY_CALLER)
def test_a_caller_says_where_and_as_whom_it_calls(
    template_of: TemplateOf, kind: str, properties: Any, expected: tuple[Any, ...]
) -> None:
    template = template_of(scene(kind, properties))

    [call] = calls(template.environment)

    source = call.source.logical_id if call.source else None
    assert (call.at, call.principal, call.is_asynchronous, source) == expected
    assert call.caller.logical_id == "Caller"
    assert call.target.function.logical_id == "Report"
    assert call.is_unqualified


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("AWS::Events::Rule", {"Targets": [{"Arn": ARN, "RoleArn": "arn:aws:iam::1:role/r"}]}),
        ("AWS::ApiGateway::Method", {"Integration": {"Uri": URI, "Credentials": "arn:role"}}),
        ("AWS::ApiGatewayV2::Integration", {"IntegrationUri": ARN, "CredentialsArn": "arn:role"}),
        (
            "AWS::ApiGateway::Authorizer",
            {"AuthorizerUri": URI, "AuthorizerCredentials": {"Ref": "Unknown"}},
        ),
    ],
)
def test_a_caller_with_a_role_needs_no_permission(
    template_of: TemplateOf, kind: str, properties: Any
) -> None:
    [call] = calls(template_of(scene(kind, properties)).environment)

    assert call.principal is None


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("AWS::SNS::Subscription", {"Protocol": "sqs", "Endpoint": ARN}),
        ("AWS::SNS::Topic", {"Subscription": [{"Protocol": "sqs", "Endpoint": ARN}]}),
        ("AWS::ElasticLoadBalancingV2::TargetGroup", {"Targets": [{"Id": ARN}]}),
        ("AWS::Config::ConfigRule", {"Source": {"Owner": "AWS", "SourceIdentifier": ARN}}),
        ("AWS::Events::Rule", {"Targets": {"Ref": "Unknown"}}),
        ("AWS::Events::Rule", {"Targets": [{"Arn": {"Ref": "Unknown"}}]}),
        ("AWS::ApiGateway::Method", {"Integration": {"Type": "MOCK"}}),
        ("AWS::ApiGateway::RestApi", {"Body": {"paths": {"/a": {"get": {"Ref": "Unknown"}}}}}),
        ("AWS::CloudFormation::WaitConditionHandle", {"Function": ARN}),
    ],
)
def test_what_calls_no_known_function_is_no_call(
    template_of: TemplateOf, kind: str, properties: Any
) -> None:
    assert calls(template_of(scene(kind, properties)).environment) == []


@pytest.mark.parametrize(
    ("uri", "qualifier"),
    [
        pytest.param(URI, None, id="Sub"),
        pytest.param({"Fn::Sub": URI_HEAD + "${Live}/invocations"}, "Live", id="Sub of an alias"),
        pytest.param(
            {"Fn::Sub": [URI_HEAD + "${Arn}/invocations", {"Arn": {"Ref": "Live"}}]},
            "Live",
            id="Sub with variables",
        ),
        pytest.param(
            {
                "Fn::Join": [
                    "",
                    [
                        "arn:",
                        {"Ref": "AWS::Partition"},
                        ":apigateway:",
                        {"Ref": "AWS::Region"},
                        ":lambda:path/2015-03-31/functions/",
                        ARN,
                        "/invocations",
                    ],
                ]
            },
            None,
            id="Join, as CDK writes it",
        ),
        pytest.param(
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
            "arn:aws:lambda:eu-west-1:123456789012:function:report:live/invocations",
            "Live",
            id="written out",
        ),
        pytest.param(
            {
                "Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2021-11-15/functions/"
                "${Report.Arn}/response-streaming-invocations"
            },
            None,
            id="streamed",
        ),
    ],
)
def test_the_function_is_found_inside_an_invocation_uri(
    template_of: TemplateOf, uri: Any, qualifier: str | None
) -> None:
    template = template_of(scene("AWS::ApiGateway::Method", {"Integration": {"Uri": uri}}))

    [call] = calls(template.environment)

    assert call.target.function.logical_id == "Report"
    assert (call.target.alias.logical_id if call.target.alias else None) == qualifier


@pytest.mark.parametrize(
    "uri",
    [
        pytest.param(
            {"Fn::Sub": URI_HEAD + "${Report.Arn}:${!stageVariables.alias}/invocations"},
            id="an alias that each stage names",
        ),
        pytest.param({"Fn::Sub": URI_HEAD + "${Unknown}/invocations"}, id="unknown"),
        pytest.param("https://example.com", id="no function"),
        pytest.param(["no", "text"], id="no text"),
    ],
)
def test_no_function_is_guessed_inside_a_uri(template_of: TemplateOf, uri: Any) -> None:
    template = template_of(scene("AWS::ApiGateway::Method", {"Integration": {"Uri": uri}}))

    assert calls(template.environment) == []


def test_calls_of_one_function_leave_out_the_others(template_of: TemplateOf) -> None:
    resources = scene("AWS::Lambda::Url", {"TargetFunctionArn": ARN})
    resources["Other"] = {"Type": "AWS::Lambda::Function"}
    report, other = template_of(resources).of(Function)

    assert [call.caller.logical_id for call in calls_of(report)] == ["Caller"]
    assert calls_of(other) == []


def test_a_caller_of_another_stack_is_found(template_of: TemplateOf) -> None:
    shared = Environment("123456789012", "eu-west-1")
    own = template_of({"Report": scene("", {})["Report"]}, shared)
    rule = {"Targets": [{"Arn": "arn:aws:lambda:eu-west-1:123456789012:function:report"}]}
    template_of({"Nightly": {"Type": "AWS::Events::Rule", "Properties": rule}}, shared)

    [call] = calls_of(own.of(Function)[0])

    assert call.caller.logical_id == "Nightly"


def test_what_is_never_created_calls_nobody(template_of: TemplateOf) -> None:
    resources = scene("AWS::Lambda::Url", {"TargetFunctionArn": ARN})
    resources["Caller"]["Condition"] = "Never"

    never = {"Never": {"Fn::Equals": ["a", "b"]}}
    assert calls(template_of(resources, Conditions=never).environment) == []
