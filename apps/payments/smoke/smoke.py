"""Before a version has any traffic, CodeDeploy asks here whether it may have some.

CodeDeploy waits for a report, for up to an hour, and reads nothing else: whatever happens, one is
made. See https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
"""

from __future__ import annotations

import json
import logging
import os
from typing import Any, Final

import boto3  # type: ignore[import-untyped]  # its stubs weigh more than the two calls here

PAYMENT: Final = {"id": "smoke", "amount_cents": 1, "dry_run": True}

logger = logging.getLogger(__name__)


def handler(event: dict[str, str], _context: object) -> None:
    """CodeDeploy knows whether the new version answers a payment as it should."""
    status = "Failed"
    try:
        answer = answer_of(os.environ["NEW_VERSION_ARN"])
        logger.info("the new version answered", extra={"answer": answer})
        if answer == {"status": "fine"}:
            status = "Succeeded"
    finally:
        boto3.client("codedeploy").put_lifecycle_event_hook_execution_status(
            deploymentId=event["DeploymentId"],
            lifecycleEventHookExecutionId=event["LifecycleEventHookExecutionId"],
            status=status,
        )


def answer_of(version_arn: str) -> Any:
    """What that version says to a payment that is to be kept by nobody."""
    response = boto3.client("lambda").invoke(
        FunctionName=version_arn, Payload=json.dumps(PAYMENT).encode()
    )
    return json.load(response["Payload"])
