"""What must be so after a deployment. Each proof fails with what it saw instead.

The apps are held to them, and so are the stacks that are broken on purpose: there each must fail.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from tests.e2e.readback import arrives

if TYPE_CHECKING:
    from tests.e2e.readback import Account

TABLE: Final = "AWS::DynamoDB::GlobalTable"
PAYMENT: Final = {"id": "p-1", "amount_cents": 1250}
DRY_RUN: Final = {"id": "p-2", "amount_cents": 1250, "dry_run": True}
HOT: Final = {"temperature": 101, "voltage": 12}
LOW: Final = {"temperature": 20, "voltage": 4.5}
FINE: Final = {"temperature": 100, "voltage": 5}


def serves_the_newest_version(account: Account, stack: str, release: str) -> None:
    """The alias points to the version that was published last, and to no other."""
    function = account.function(stack)
    newest = max(account.versions(function), key=int)
    alias = account.alias(function, release)
    assert alias["FunctionVersion"] == newest, (
        f"{stack}: version {newest} is published, but alias {release} serves version "
        f"{alias['FunctionVersion']}: it has not moved"
    )


def only_faults_reach_the_detector(account: Account, stack: str) -> None:
    """Of what is sent to the queue of Sensors, the table has the faults alone."""
    function = account.function(stack)
    [mapping] = account.client("lambda").list_event_source_mappings(FunctionName=function)[
        "EventSourceMappings"
    ]
    sqs = account.client("sqs")
    queue = sqs.get_queue_url(QueueName=mapping["EventSourceArn"].rpartition(":")[2])["QueueUrl"]
    table = account.id(stack, TABLE)
    sensor = uuid4().hex
    for time, measured in (("1", HOT), ("2", FINE), ("3", LOW)):
        reading = {"sensor": sensor, "time": time, **measured}
        sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(reading))

    def seen() -> set[str]:
        items = account.items(table)
        return {each["time"]["S"] for each in items if each["sensor"]["S"] == sensor}

    arrives(f"{stack}: the faults are in the table", lambda: seen() >= {"1", "3"})
    arrives(f"{stack}: the queue is empty", lambda: account.messages(queue) == 0)
    assert "2" not in seen(), f"{stack}: the filter let through a reading that is no fault, {FINE}"


def the_api_may_call_the_release_alone(account: Account, stack: str, release: str) -> None:
    """API Gateway is allowed the alias, and not the function behind it."""
    function = account.function(stack)
    service = {"Service": "apigateway.amazonaws.com"}
    of_alias = [each for each in account.callers(function, release) if each["Principal"] == service]
    of_function = [each for each in account.callers(function) if each["Principal"] == service]
    assert of_alias, (
        f"{stack}: API Gateway may not call alias {release}, but "
        f"{'the function itself' if of_function else 'nothing'}"
    )
    assert not of_function, f"{stack}: API Gateway may call the function itself, past its releases"


def answers(
    account: Account, stack: str, qualifier: str, event: object, expected: dict[str, Any]
) -> None:
    """The handler runs, and says what is expected."""
    answer = account.invoke(account.function(stack), qualifier, event)
    assert answer == expected, f"{stack}:{qualifier} answered {answer}, not {expected}"
