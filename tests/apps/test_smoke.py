import io
import json
from typing import Any

import boto3  # type: ignore[import-untyped]  # as in the handler
import pytest

from apps.payments.handler import payments
from apps.payments.smoke import smoke

EVENT = {"DeploymentId": "d-1", "LifecycleEventHookExecutionId": "execution-1"}


class Aws:
    """Answers as the new version would, and keeps what CodeDeploy is told."""

    def __init__(self) -> None:
        self.answer: Any = {"status": "fine"}
        self.invoked: dict[str, Any] = {}
        self.reports: list[dict[str, str]] = []

    def client(self, _service: str) -> "Aws":
        return self

    def invoke(self, **request: Any) -> dict[str, Any]:
        self.invoked = request
        if self.answer is None:
            raise ConnectionError("no version today")
        return {"Payload": io.BytesIO(json.dumps(self.answer).encode())}

    def put_lifecycle_event_hook_execution_status(self, **report: str) -> None:
        self.reports.append(report)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Aws:
    aws = Aws()
    monkeypatch.setenv("NEW_VERSION_ARN", "arn:aws:lambda:::function:payments:8")
    monkeypatch.setattr(boto3, "client", aws.client)
    return aws


def test_a_version_that_answers_may_have_traffic(aws: Aws) -> None:
    smoke.handler(EVENT, None)

    assert aws.reports == [
        {
            "deploymentId": "d-1",
            "lifecycleEventHookExecutionId": "execution-1",
            "status": "Succeeded",
        }
    ]


def test_the_new_version_is_asked_itself(aws: Aws) -> None:
    smoke.handler(EVENT, None)

    assert aws.invoked["FunctionName"] == "arn:aws:lambda:::function:payments:8"


def test_the_payment_it_is_asked_with_is_one_that_nobody_keeps(aws: Aws) -> None:
    smoke.handler(EVENT, None)

    event = json.loads(aws.invoked["Payload"])
    assert event["dry_run"] is True
    assert payments.problem_of(event) is None


@pytest.mark.parametrize("answer", [{"status": "refused"}, {"errorMessage": "boom"}, None])
def test_any_other_answer_fails_the_rollout(aws: Aws, answer: Any) -> None:
    aws.answer = answer
    if answer is None:
        with pytest.raises(ConnectionError):
            smoke.handler(EVENT, None)
    else:
        smoke.handler(EVENT, None)

    assert [report["status"] for report in aws.reports] == ["Failed"]
