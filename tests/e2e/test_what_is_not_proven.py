"""Where the emulator is not AWS: what it gets wrong here, no green run can prove.

docs/end-to-end.md has the list. A test that fails here is good news: the emulator has learned
something, the page can lose a line, and a proof can take its place.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.e2e.readback import arrives

if TYPE_CHECKING:
    from tests.e2e.deployment import Deployment
    from tests.e2e.readback import Account

ROLE = "arn:aws:iam::123456789012:role/any"
FUNCTION: dict[str, Any] = {
    "Type": "AWS::Lambda::Function",
    "Properties": {
        "Code": {"ZipFile": "def handler(event, context): ..."},
        "Handler": "index.handler",
        "Role": ROLE,
        "Runtime": "python3.14",
    },
}


def test_weights_are_kept_and_not_applied(trial_second: Account) -> None:
    lambdas = trial_second.client("lambda")
    function = trial_second.function("Trial")
    halves = {"AdditionalVersionWeights": {"2": 0.5}}
    lambdas.create_alias(
        FunctionName=function, Name="halves", FunctionVersion="1", RoutingConfig=halves
    )

    served = {
        lambdas.invoke(FunctionName=function, Qualifier="halves", Payload=b'{"kg": 1}')[
            "ExecutedVersion"
        ]
        for _ in range(20)
    }

    assert served == {"1"}


def test_what_went_well_is_told_nobody(trial_second: Account) -> None:
    function, queues = trial_second.function("Trial"), trial_second.client("sqs")
    told = queues.create_queue(QueueName="told")["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=told, AttributeNames=["QueueArn"])
    destination = {"OnSuccess": {"Destination": arn["Attributes"]["QueueArn"]}}
    lambdas = trial_second.client("lambda")
    lambdas.put_function_event_invoke_config(FunctionName=function, DestinationConfig=destination)
    record = {"kinesis": {"data": "eyJpZCI6ICJ0b2xkIiwgImtnIjogMX0="}}  # id told, kg 1
    trial_second.invoke_later(function, "$LATEST", {"Records": [record]})

    table = trial_second.id("Trial", "AWS::DynamoDB::GlobalTable")
    noted = [{"S": "told"}]
    arrives(
        "the event was handled",
        lambda: [item["id"] for item in trial_second.items(table) if item["id"] in noted] == noted,
    )
    assert trial_second.messages(told) == 0


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        ("AWS::Lambda::Function", {**FUNCTION["Properties"], "MemorySize": 64}),
        ("AWS::Lambda::Function", {**FUNCTION["Properties"], "Timeout": 901}),
        ("AWS::Lambda::Function", {**FUNCTION["Properties"], "Runtime": "python9.9"}),
        (
            "AWS::Lambda::Alias",
            {"FunctionName": {"Ref": "Function"}, "Name": "live", "FunctionVersion": "77"},
        ),
        (
            "AWS::Lambda::EventSourceMapping",
            {
                "FunctionName": {"Ref": "Function"},
                "EventSourceArn": "arn:aws:sqs:us-east-1:123456789012:nobodys",
                "FilterCriteria": {"Filters": [{"Pattern": "{not json"}]},
            },
        ),
    ],
    ids=["memory", "timeout", "runtime", "version", "filter"],
)
def test_what_lambda_would_refuse_is_taken(
    kind: str, properties: dict[str, Any], deploying: Deployment
) -> None:
    clouds, stack = deploying.account.client("cloudformation"), f"Wrong-{uuid4().hex[:8]}"
    wrong = {"Type": kind, "Properties": properties}
    template = {"Resources": {"Function": FUNCTION, "Wrong": wrong}}
    clouds.create_stack(StackName=stack, TemplateBody=json.dumps(template))
    try:
        arrives("the stack is made", lambda: deploying.account.status(stack) == "CREATE_COMPLETE")
    finally:
        clouds.delete_stack(StackName=stack)
        arrives("the stack is gone", lambda: deploying.account.status(stack) is None)


def test_reserved_concurrency_is_left_out(first: Account) -> None:
    read = first.client("lambda").get_function_concurrency

    assert "ReservedConcurrentExecutions" not in read(FunctionName=first.function("Sensors"))


def test_a_schedule_loses_its_time_zone(first: Account) -> None:
    name = first.id("Parcels", "AWS::Scheduler::Schedule")
    [written] = [
        resource["Properties"]
        for resource in first.template("Parcels")["Resources"].values()
        if resource["Type"] == "AWS::Scheduler::Schedule"
    ]

    assert written["ScheduleExpressionTimezone"] == "Europe/Berlin"
    schedule = first.client("scheduler").get_schedule(Name=name)
    assert schedule["ScheduleExpressionTimezone"] == "UTC"


def test_a_canary_of_ten_minutes_is_over_at_once(second: Account) -> None:
    alias = second.alias(second.function("Orders"), "PROD")

    assert alias["FunctionVersion"] == "2"
    assert "RoutingConfig" not in alias


def test_services_call_without_a_permission(second: Account) -> None:
    stack = "PermissionOnTheFunction"
    assert second.callers(second.function(stack), "PROD") == []
    api = second.id(stack, "AWS::ApiGatewayV2::Api")

    status, answer = second.request(
        f"/_aws/execute-api/{api}/prod/orders",
        method="POST",
        headers={"Idempotency-Key": "e2e-2", "Content-Type": "application/json"},
        body={"item": "lamp", "quantity": 1},
        signed_for="execute-api",
    )

    assert (status, json.loads(answer)["item"]) == (201, "lamp")
