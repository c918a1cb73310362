"""What came of one invocation, in Lambda's words."""

from __future__ import annotations

import json
import math
from typing import NamedTuple


class Outcome(NamedTuple):
    """An answer or an error, with what it took.

    Attributes:
        request_id: Which invocation.
        payload: What the caller gets: the handler's answer, or the error as JSON.
        duration_ms: From the event to the answer.
        memory_mb: The function's memory; None where only the deployment knows it.
        error: The type of the error; None of an answer.
        init_ms: How long the environment took to start; None when it was there already.
        peak_mb: The most memory it had; None where the system does not tell.
        timed_out: Whether the time was up.
    """

    request_id: str
    payload: bytes
    duration_ms: float
    memory_mb: int | None
    error: str | None = None
    init_ms: float | None = None
    peak_mb: int | None = None
    timed_out: bool = False

    @property
    def report(self) -> str:
        """The line that Lambda writes at the end of an invocation.

        The time to start is billed as well, since 2025-08-01:
        https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
        """
        billed = math.ceil(self.duration_ms + (self.init_ms or 0))
        parts = [
            f"REPORT RequestId: {self.request_id}",
            f"Duration: {self.duration_ms:.2f} ms",
            f"Billed Duration: {billed} ms",
        ]
        if self.memory_mb is not None:
            parts.append(f"Memory Size: {self.memory_mb} MB")
        if self.peak_mb is not None:
            parts.append(f"Max Memory Used: {self.peak_mb} MB")
        if self.init_ms is not None:
            parts.append(f"Init Duration: {self.init_ms:.2f} ms")
        if self.timed_out:
            parts.append("Status: timeout")
        elif self.error is not None:
            parts += ["Status: error", f"Error Type: {self.error}"]
        return "\t".join(parts)


def error_payload(error: str, message: str) -> bytes:
    """What the caller gets of an error that Lambda itself tells."""
    return json.dumps({"errorType": error, "errorMessage": message}).encode()


def told_error(payload: bytes) -> str:
    """The type of the error that a runtime told."""
    try:
        told = json.loads(payload)
    except ValueError:
        return "Runtime.Unknown"
    found = told.get("errorType") if isinstance(told, dict) else None
    return found if isinstance(found, str) and found else "Runtime.Unknown"
