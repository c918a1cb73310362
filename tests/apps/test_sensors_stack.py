import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import Acknowledgment, App, Validations
from aws_cdk.assertions import Match, Template
from cdk_nag import ServerlessChecks

from apps.sensors.stack import SensorsStack
from policies.domain.filters import record_passes


@pytest.fixture
def sensors(app: App) -> SensorsStack:
    return SensorsStack(app, "Sensors")


@pytest.fixture
def template(sensors: SensorsStack) -> Template:
    return Template.from_stack(sensors)


def only(template: Template, type_name: str) -> tuple[str, Mapping[str, Any]]:
    [(logical_id, resource)] = template.find_resources(type_name).items()
    return logical_id, resource["Properties"]


def test_the_queue_calls_the_alias(template: Template) -> None:
    alias, _ = only(template, "AWS::Lambda::Alias")
    _, mapping = only(template, "AWS::Lambda::EventSourceMapping")

    qualified_name = mapping["FunctionName"]["Fn::Join"][1]
    assert qualified_name[1] == ":live"
    assert qualified_name[0]["Fn::Select"][1]["Fn::Split"][1] == {"Ref": alias}


@pytest.mark.parametrize(
    ("changes", "is_fault"),
    [
        ({"temperature": 101}, True),
        ({"temperature": 100.01}, True),
        ({"voltage": 4}, True),
        ({"voltage": 4.999}, True),
        ({"temperature": 500, "voltage": -1}, True),
        ({}, False),
        ({"temperature": 100}, False),
        ({"voltage": 5}, False),
    ],
)
def test_faults_alone_call_the_detector(
    template: Template, changes: dict[str, float], *, is_fault: bool
) -> None:
    _, mapping = only(template, "AWS::Lambda::EventSourceMapping")
    [pattern] = mapping["FilterCriteria"]["Filters"]
    reading = {"sensor": "a", "temperature": 20, "voltage": 12} | changes

    passes = record_passes(pattern["Pattern"], {"body": json.dumps(reading)}, "sqs")

    assert passes is is_fault


def test_messages_are_answered_one_by_one(template: Template) -> None:
    _, mapping = only(template, "AWS::Lambda::EventSourceMapping")

    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_the_queue_never_calls_more_often_than_the_function_reserves(template: Template) -> None:
    _, mapping = only(template, "AWS::Lambda::EventSourceMapping")
    _, function = only(template, "AWS::Lambda::Function")

    reserved = function["ReservedConcurrentExecutions"]
    assert mapping["ScalingConfig"]["MaximumConcurrency"] == reserved


def test_a_message_stays_hidden_for_six_timeouts(template: Template) -> None:
    _, function = only(template, "AWS::Lambda::Function")

    template.has_resource_properties(
        "AWS::SQS::Queue",
        {"VisibilityTimeout": 6 * function["Timeout"], "RedrivePolicy": Match.any_value()},
    )


def test_what_fails_five_times_is_kept_longer_and_alarms(template: Template) -> None:
    queues = template.find_resources("AWS::SQS::Queue")
    [readings] = [q["Properties"] for q in queues.values() if "RedrivePolicy" in q["Properties"]]
    [(lost_id, lost)] = [
        (i, q["Properties"]) for i, q in queues.items() if "RedrivePolicy" not in q["Properties"]
    ]

    assert readings["RedrivePolicy"] == {
        "deadLetterTargetArn": {"Fn::GetAtt": [lost_id, "Arn"]},
        "maxReceiveCount": 5,
    }
    four_days = 4 * 24 * 60 * 60
    assert lost["MessageRetentionPeriod"] > readings.get("MessageRetentionPeriod", four_days)
    template.has_resource_properties(
        "AWS::CloudWatch::Alarm",
        {
            "MetricName": "ApproximateNumberOfMessagesVisible",
            "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": [lost_id, "QueueName"]}}],
            "Threshold": 1,
        },
    )


def test_the_detector_may_write_faults_and_not_read_them(template: Template) -> None:
    table, _ = only(template, "AWS::DynamoDB::GlobalTable")
    _, policy = only(template, "AWS::IAM::Policy")

    statements = [
        statement
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Resource"] == {"Fn::GetAtt": [table, "Arn"]}
    ]
    assert [statement["Action"] for statement in statements] == ["dynamodb:PutItem"]


def test_cfn_lint_has_nothing_to_say(
    template: Template, cfn_lint: Callable[[Template], list[str]]
) -> None:
    assert cfn_lint(template) == []


def test_cdk_nag_has_nothing_else_to_say(app: App, sensors: SensorsStack) -> None:
    acknowledge(
        sensors.readings.dead_letters,
        "SQSRedrivePolicy",
        "this is the queue that others redrive to",
    )
    acknowledge(
        sensors.detector,
        "LambdaDLQ",
        "nothing calls it asynchronously; a message that fails stays with the queue",
    )
    acknowledge(
        sensors.detector,
        "LambdaEventSourceMappingDestination",
        "a mapping of an SQS queue has no destination: the queue's redrive policy is its like",
    )
    Validations.of(app).add_plugins(ServerlessChecks())

    app.synth()  # raises where a finding is not acknowledged


def acknowledge(construct: Any, rule: str, reason: str) -> None:
    Validations.of(construct).acknowledge(
        Acknowledgment(id=f"Serverless::Serverless-{rule}", reason=reason)
    )


def test_template(
    template: Template, golden_template: Callable[[str, Mapping[str, Any]], None]
) -> None:
    golden_template("apps/sensors/Sensors.json", template.to_json())
