"""What the account has after the first deployment of every app."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError  # type: ignore[import-untyped]

from tests.e2e.deployment import emulated_platform
from tests.e2e.proofs import (
    DRY_RUN,
    PAYMENT,
    TABLE,
    answers,
    only_faults_reach_the_detector,
    serves_the_newest_version,
    the_api_may_call_the_release_alone,
)
from tests.e2e.readback import arrives

if TYPE_CHECKING:
    from tests.e2e.conftest import Assemblies
    from tests.e2e.deployment import Deployment
    from tests.e2e.readback import Account


def test_version_1_is_published_and_the_release_serves_it(first: Account) -> None:
    assert first.versions(first.function("Sensors")) == ["1"]
    serves_the_newest_version(first, "Sensors", "live")


def test_a_function_is_deployed_for_the_python_that_runs_it(first: Account) -> None:
    platform = emulated_platform()
    read = first.client("lambda").get_function_configuration(FunctionName=first.function("Sensors"))

    assert read["Runtime"] == platform["runtime"].lower().replace("_", "", 1).replace("_", ".")
    assert read["Architectures"] == [platform["architecture"]]


def test_a_release_runs_the_handler_of_its_bundle(first: Account) -> None:
    payments = first.function("Payments", "Payments")

    assert first.invoke(payments, "DEV", DRY_RUN) == {"status": "fine"}


def test_a_release_writes_to_its_own_table_under_its_own_rights(first: Account) -> None:
    payments = first.function("Payments", "Payments")

    assert first.invoke(payments, "DEV", PAYMENT) == {"status": "taken"}
    assert first.invoke(payments, "DEV", PAYMENT) == {"status": "known"}

    assert len(first.items(first.id("Payments", TABLE, "Dev"))) == 1
    assert first.items(first.id("Payments", TABLE, "Prod")) == []


def test_a_hook_tries_the_version_and_reports_to_codedeploy(first: Account) -> None:
    payments, smoke = first.function("Payments", "Payments"), first.function("Payments", "Smoke")
    before = first.calls(payments, "1")

    first.invoke(smoke, "1", {"DeploymentId": "d-1", "LifecycleEventHookExecutionId": "e-1"})

    assert first.calls(payments, "1") > before
    assert first.emulator.reports() == [
        {"deploymentId": "d-1", "lifecycleEventHookExecutionId": "e-1", "status": "Succeeded"}
    ]


def test_a_handler_finds_its_layer(first: Account) -> None:
    answers(first, "Parcels", "live", {"kg": 3}, {"price": 1050})


def test_the_queue_hands_over_faults_and_drops_the_rest(first: Account) -> None:
    only_faults_reach_the_detector(first, "Sensors")


def test_the_stream_hands_over_what_is_heavy_and_drops_the_rest(first: Account) -> None:
    streams = first.client("kinesis")
    stream = first.id("Parcels", "AWS::Kinesis::Stream")
    for name, kg in (("light", 10), ("heavy", 11)):
        data = json.dumps({"id": name, "kg": kg}).encode()
        streams.put_record(StreamName=stream, Data=data, PartitionKey="one")
    table = first.id("Parcels", TABLE)

    arrives("the heavy parcel is noted", lambda: "heavy" in noted(first, table))
    assert "light" not in noted(first, table)


def test_the_rule_hands_over_what_it_selects(first: Account) -> None:
    entries = [
        {"Source": "e2e", "DetailType": kind, "Detail": json.dumps({"id": name, "kg": 1})}
        for kind, name in (("parcel lost", "lost"), ("parcel found", "found"))
    ]
    sent = first.client("events").put_events(Entries=entries)
    assert sent["FailedEntryCount"] == 0
    table = first.id("Parcels", TABLE)

    arrives("the parcel that was found is noted", lambda: "found" in noted(first, table))
    assert "lost" not in noted(first, table)


def test_the_schedule_is_to_call_the_release(first: Account) -> None:
    name = first.id("Parcels", "AWS::Scheduler::Schedule")
    schedule = first.client("scheduler").get_schedule(Name=name)

    alias = first.alias(first.function("Parcels"), "live")["AliasArn"]
    assert schedule["Target"]["Arn"] == alias
    assert schedule["ScheduleExpression"] == "cron(0 8 ? * MON-FRI *)"


def test_an_asynchronous_event_that_fails_arrives_in_the_queue_of_the_release(
    first: Account,
) -> None:
    lost = first.id("Parcels", "AWS::SQS::Queue", "Lost")
    first.invoke_later(first.function("Parcels"), "live", {"no": "weight"})

    arrives("the event that failed is in the queue", lambda: first.messages(lost) == 1)
    [message] = first.client("sqs").receive_message(QueueUrl=lost)["Messages"]
    record = json.loads(message["Body"])
    assert record["requestPayload"] == {"no": "weight"}
    assert record["responsePayload"]["errorMessage"] == "'kg'"


def noted(account: Account, table: str) -> set[str]:
    """The ids that the handler wrote to the table."""
    return {item["id"]["S"] for item in account.items(table)}


def url_of(account: Account) -> tuple[str, dict[str, Any]]:
    read = account.client("lambda").get_function_url_config
    url = read(FunctionName=account.function("Parcels"), Qualifier="live")
    return f"/_aws/lambda-url/{url['FunctionUrl'].split('/')[2].partition('.')[0]}/", url


def test_the_url_refuses_who_does_not_sign(first: Account) -> None:
    path, url = url_of(first)

    assert url["AuthType"] == "AWS_IAM"
    assert first.request(path)[0] == 403


def test_the_url_answers_the_caller_it_was_given_and_refuses_a_stranger(first: Account) -> None:
    path, _ = url_of(first)
    arns = first.outputs("Parcels")

    caller, stranger = first.as_role(arns["CallerArn"]), first.as_role(arns["StrangerArn"])
    assert caller.request(path, signed_for="lambda") == (200, '{"price": 350}')
    assert stranger.request(path, signed_for="lambda")[0] == 403


def test_the_caller_may_not_go_past_the_release(first: Account) -> None:
    caller = first.as_role(first.outputs("Parcels")["CallerArn"])
    lambdas = caller.client("lambda")
    function = first.function("Parcels")

    for qualifier in ("$LATEST", "1"):
        with pytest.raises(ClientError, match="AccessDenied"):
            lambdas.invoke(FunctionName=function, Qualifier=qualifier, Payload=b"{}")


def test_each_stage_of_the_api_calls_its_release(first: Account) -> None:
    the_api_may_call_the_release_alone(first, "Orders", "BETA")
    the_api_may_call_the_release_alone(first, "Orders", "PROD")


def test_an_order_is_made_over_http_and_read_back(first: Account) -> None:
    api = first.id("Orders", "AWS::ApiGatewayV2::Api")
    path = f"/_aws/execute-api/{api}/prod/orders"
    order = {"item": "lamp", "quantity": 2}
    key = {"Idempotency-Key": "e2e-1", "Content-Type": "application/json"}

    assert first.request(path, method="POST", body=order)[0] == 403
    status, made = first.request(
        path, method="POST", body=order, headers=key, signed_for="execute-api"
    )
    assert status == 201, made
    status, read = first.request(f"{path}/{json.loads(made)['id']}", signed_for="execute-api")
    assert status == 200, read
    assert json.loads(read).items() >= order.items()


def test_diff_finds_nothing_to_change(
    first: Account, deploying: Deployment, assemblies: Assemblies
) -> None:
    assert first.status("Payments") == "CREATE_COMPLETE"
    assert "There were no differences" in deploying.diff(assemblies.first, "Payments")


def test_diff_tells_that_the_update_will_publish_a_version(
    first: Account, deploying: Deployment, assemblies: Assemblies
) -> None:
    assert first.versions(first.function("Sensors")) == ["1"]
    said = deploying.diff(assemblies.second, "Sensors")

    assert "[+] AWS::Lambda::Version" in said
    assert "[~] AWS::Lambda::Alias" in said
