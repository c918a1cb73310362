"""What the CDK of the environment makes of itself, against the names that Keel knows it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aws_cdk import (
    App,
    CfnJson,
    CustomResource,
    Duration,
    RemovalPolicy,
    Stack,
    aws_dynamodb,
    aws_ec2,
    aws_events,
    aws_events_targets,
    aws_iam,
    aws_lambda,
    aws_logs,
    aws_s3,
    aws_s3_deployment,
    aws_s3_notifications,
    custom_resources,
    triggers,
)

from policies.template.reading import read

if TYPE_CHECKING:
    from policies.template.template import Template

RUNTIME = aws_lambda.Runtime.PYTHON_3_13


def function(stack: Stack, name: str) -> aws_lambda.Function:
    code = aws_lambda.Code.from_inline("def handler(event, context): ...")
    return aws_lambda.Function(stack, name, code=code, handler="index.handler", runtime=RUNTIME)


def everything(stack: Stack) -> None:
    """Use what makes the CDK add functions, beside two functions of one's own."""
    own, done = function(stack, "Own"), function(stack, "Done")
    aws_logs.LogRetention(
        stack, "Kept", log_group_name="group", retention=aws_logs.RetentionDays.ONE_WEEK
    )
    bucket = aws_s3.Bucket(
        stack, "Bucket", auto_delete_objects=True, removal_policy=RemovalPolicy.DESTROY
    )
    bucket.add_event_notification(
        aws_s3.EventType.OBJECT_CREATED, aws_s3_notifications.LambdaDestination(own)
    )
    source = aws_s3_deployment.Source.data("key", "text")
    aws_s3_deployment.BucketDeployment(
        stack, "Content", sources=[source], destination_bucket=bucket
    )
    call = custom_resources.AwsSdkCall(
        service="S3",
        action="listBuckets",
        physical_resource_id=custom_resources.PhysicalResourceId.of("id"),
    )
    custom_resources.AwsCustomResource(
        stack,
        "Call",
        on_create=call,
        policy=custom_resources.AwsCustomResourcePolicy.from_sdk_calls(resources=["*"]),
    )
    provider = custom_resources.Provider(
        stack, "Provider", on_event_handler=own, is_complete_handler=done
    )
    CustomResource(stack, "Mine", service_token=provider.service_token)
    aws_ec2.Vpc(stack, "Network", restrict_default_security_group=True)
    aws_iam.OpenIdConnectProvider(stack, "Login", url="https://example.com")
    triggers.Trigger(stack, "Trigger", handler=own)
    CfnJson(stack, "Json", value={"key": 1})
    rule = aws_events.Rule(stack, "Rule", schedule=aws_events.Schedule.rate(Duration.hours(1)))
    rule.add_target(aws_events_targets.AwsApi(service="RDS", action="stopDBInstance"))
    aws_dynamodb.Table(
        stack,
        "Table",
        partition_key=aws_dynamodb.Attribute(name="id", type=aws_dynamodb.AttributeType.STRING),
        replication_regions=["eu-west-2"],
    )


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> list[Template]:
    folder = tmp_path_factory.mktemp("cdk.out")
    app = App(outdir=str(folder), builtin_cloud_formation_validation=False)
    everything(Stack(app, "App"))
    app.synth()
    reading = read([folder])
    assert reading.errors == []
    return reading.templates


def test_all_functions_but_ones_own_are_the_cdks(templates: list[Template]) -> None:
    functions = [
        each for template in templates for each in template.of_type("AWS::Lambda::Function")
    ]

    assert {each.construct_path for each in functions if not each.is_generated} == {
        "App/Own/Resource",
        "App/Done/Resource",
    }
    assert len(functions) > 15


def test_paths_and_logical_ids_tell_the_same(templates: list[Template]) -> None:
    for template in templates:
        by_path = {each: each.is_generated for each in template.resources.values()}
        template.construct_paths = {}
        for each in template.resources.values():
            each.raw.pop("Metadata", None)

        assert {each: each.is_generated for each in template.resources.values()} == by_path
