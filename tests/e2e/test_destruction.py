"""What is gone when the stacks are, and what must not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.readback import Account


def test_no_function_and_no_mapping_is_left(destroyed: Account) -> None:
    lambdas = destroyed.client("lambda")

    assert lambdas.list_functions()["Functions"] == []
    assert lambdas.list_event_source_mappings()["EventSourceMappings"] == []


def test_no_api_and_no_queue_is_left(destroyed: Account) -> None:
    assert destroyed.client("apigatewayv2").get_apis()["Items"] == []
    assert destroyed.client("sqs").list_queues().get("QueueUrls", []) == []


def test_nothing_of_what_was_only_recorded_is_left(destroyed: Account) -> None:
    assert destroyed.emulator.record() == []


def test_what_was_written_outlives_the_stacks(destroyed: Account) -> None:
    tables = destroyed.client("dynamodb").list_tables()["TableNames"]
    kept = [table for table in tables if table.startswith(("Sensors-", "Orders-", "Payments-"))]
    assert len(kept) == 5  # one of Sensors, one of Orders, three of Payments

    [faults] = [table for table in tables if table.startswith("Sensors-")]
    assert destroyed.items(faults) != []


def test_logs_outlive_the_stacks(destroyed: Account) -> None:
    groups = destroyed.client("logs").describe_log_groups()["logGroups"]

    assert any("Payments" in group["logGroupName"] for group in groups)
