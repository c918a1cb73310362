"""Readings that are faults arrive in batches from SQS and are written to the table.

Which readings are faults the event source's filter decides: no other calls this code. Each message
is answered for itself: what could not be handled goes back to the queue alone, and to the
dead-letter queue when it keeps failing.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import boto3  # type: ignore[import-untyped]  # its stubs weigh more than the one call here
from aws_lambda_powertools.utilities.data_classes import SQSEvent

logger = logging.getLogger(__name__)


class UnreadableReadingError(ValueError):
    """The message is not a reading; sending it again will not help."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sensor measured at one time."""

    sensor: str
    time: str
    temperature: Decimal
    voltage: Decimal


def handler(event: dict[str, Any], _context: object) -> dict[str, list[dict[str, str]]]:
    """Every reading of the batch is in the table; what could not be handled is reported back.

    Raises:
        RuntimeError: No readable message could be handled. The batch returns to the queue just the
            same, but only an error is seen by the alarm that stops the rollout of a bad version.
    """
    unreadable: list[str] = []
    failed: list[str] = []
    records = list(SQSEvent(event).records)
    for record in records:
        message = record.message_id
        try:
            keep_fault(read(record.body))
        except UnreadableReadingError as error:
            logger.warning("unreadable reading", extra={"message_id": message, "why": str(error)})
            unreadable.append(message)
        except Exception:  # one message's failure is not the others'
            logger.exception("reading not handled", extra={"message_id": message})
            failed.append(message)
    if failed and len(failed) + len(unreadable) == len(records):
        raise RuntimeError(f"none of {len(failed)} readings could be handled")
    return {"batchItemFailures": [{"itemIdentifier": id_} for id_ in (*unreadable, *failed)]}


def read(body: str) -> Reading:
    """The reading in a message.

    Raises:
        UnreadableReadingError: It is not JSON, or lacks a field, or has one of the wrong type.
    """
    try:
        fields = json.loads(body, parse_float=Decimal, parse_int=Decimal)
    except ValueError as error:
        raise UnreadableReadingError(f"not JSON: {error}") from None
    if not isinstance(fields, dict):
        raise UnreadableReadingError("not a JSON object")
    return Reading(
        sensor=_text(fields, "sensor"),
        time=_text(fields, "time"),
        temperature=_number(fields, "temperature"),
        voltage=_number(fields, "voltage"),
    )


def keep_fault(reading: Reading) -> None:
    """The table has the reading; once, however often the message comes."""
    faults_table().put_item(
        Item={
            "sensor": reading.sensor,
            "time": reading.time,
            "temperature": reading.temperature,
            "voltage": reading.voltage,
        }
    )
    logger.info("fault", extra={"sensor": reading.sensor, "time": reading.time})


@cache
def faults_table() -> Any:
    """The table, connected to on first use and kept for later invocations."""
    return boto3.resource("dynamodb").Table(os.environ["FAULTS_TABLE"])


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise UnreadableReadingError(f"{name} must be a non-empty string, got {value!r}")
    return value


def _number(fields: dict[str, Any], name: str) -> Decimal:
    value = fields.get(name)
    if not isinstance(value, Decimal):
        raise UnreadableReadingError(f"{name} must be a number, got {value!r}")
    return value
