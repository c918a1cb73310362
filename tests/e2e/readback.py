"""What the account of an emulator has, read with boto3: the tests believe nothing else."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

import boto3  # type: ignore[import-untyped]  # its stubs weigh more than these calls
from botocore.auth import SigV4Auth  # type: ignore[import-untyped]  # as above
from botocore.awsrequest import AWSRequest  # type: ignore[import-untyped]  # as above
from botocore.config import Config  # type: ignore[import-untyped]  # as above
from botocore.exceptions import ClientError  # type: ignore[import-untyped]  # as above

from tests.e2e.emulator import ACCOUNT, REGION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.e2e.emulator import Emulator

# Mostly it is one or two: pollers look every second, and a first call starts a process.
_SECONDS_TO_ARRIVE: Final = 60


class Account:
    """One emulator's account, in its region, seen by its administrator or by a role."""

    def __init__(self, emulator: Emulator, credentials: Mapping[str, str] | None = None) -> None:
        self.emulator = emulator
        self._credentials = credentials or {
            "aws_access_key_id": "test",
            "aws_secret_access_key": "test",
        }
        self.client: Callable[[str], Any] = cache(self._client)

    def _client(self, service: str) -> Any:
        return self._session.client(
            service,
            endpoint_url=self.emulator.url,
            # Neither a proxy nor a retry that hides what happened.
            config=Config(proxies={}, retries={"total_max_attempts": 1}),
        )

    @cached_property
    def _session(self) -> Any:
        return boto3.Session(region_name=REGION, **self._credentials)

    def status(self, stack: str) -> str | None:
        """CloudFormation's word for it; None where there is no such stack."""
        try:
            [described] = self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        return str(described["StackStatus"])

    def failures(self, stack: str) -> str:
        """Why its last deployment failed, as far as it says."""
        events = self.client("cloudformation").describe_stack_events(StackName=stack)
        return "\n".join(
            f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}"
            for event in events["StackEvents"]
            if event["ResourceStatus"].endswith("FAILED")
        )

    def template(self, stack: str) -> dict[str, Any]:
        """What CloudFormation says that the stack is of."""
        body = self.client("cloudformation").get_template(StackName=stack)["TemplateBody"]
        parsed: dict[str, Any] = json.loads(body) if isinstance(body, str) else body
        return parsed

    def outputs(self, stack: str) -> dict[str, str]:
        """The outputs, by their names in the template."""
        [described] = self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
        return {each["OutputKey"]: each["OutputValue"] for each in described.get("Outputs", [])}

    def ids(self, stack: str, kind: str) -> dict[str, str]:
        """The physical ids of the stack's resources of this type, by their logical ids."""
        described = self.client("cloudformation").describe_stack_resources(StackName=stack)
        return {
            each["LogicalResourceId"]: each["PhysicalResourceId"]
            for each in described["StackResources"]
            if each["ResourceType"] == kind
        }

    def id(self, stack: str, kind: str, logical_prefix: str = "") -> str:
        """The physical id of the stack's one resource of this type and beginning.

        Raises:
            AssertionError: There is none, or there are several.
        """
        found = {k: v for k, v in self.ids(stack, kind).items() if k.startswith(logical_prefix)}
        assert len(found) == 1, f"{stack} has {len(found)} {kind} {logical_prefix}*: {found}"
        return next(iter(found.values()))

    def function(self, stack: str, logical_prefix: str = "") -> str:
        """The name of the stack's one function of this beginning."""
        return self.id(stack, "AWS::Lambda::Function", logical_prefix)

    def versions(self, function: str) -> list[str]:
        """The numbers of its published versions."""
        listed = self.client("lambda").list_versions_by_function(FunctionName=function)
        return [each["Version"] for each in listed["Versions"] if each["Version"] != "$LATEST"]

    def alias(self, function: str, name: str) -> dict[str, Any]:
        """What Lambda says of the alias."""
        found: dict[str, Any] = self.client("lambda").get_alias(FunctionName=function, Name=name)
        return found

    def watched_versions(self, stack: str) -> dict[str, str]:
        """The version whose errors an alarm of the stack waits for, by the name of the alias."""
        names = [*self.ids(stack, "AWS::CloudWatch::Alarm").values()]
        alarms = self.client("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"]
        metrics = [
            metric["MetricStat"]["Metric"] if "MetricStat" in metric else metric
            for alarm in alarms
            for metric in [alarm, *alarm.get("Metrics", [])]
        ]
        of = [{d["Name"]: d["Value"] for d in each.get("Dimensions", [])} for each in metrics]
        return {
            each["Resource"].rpartition(":")[2]: each["ExecutedVersion"]
            for each in of
            if "ExecutedVersion" in each
        }

    def invoke(self, function: str, qualifier: str, event: object) -> Any:
        """What the handler answers.

        Raises:
            AssertionError: It failed; with what Lambda says of it.
        """
        for _ in range(2):
            response = self.client("lambda").invoke(
                FunctionName=function, Qualifier=qualifier, Payload=json.dumps(event).encode()
            )
            answer = json.load(response["Payload"])
            if "FunctionError" not in response:
                return answer
            # Where everything else runs beside it, a first call may take longer than it may take.
            if answer.get("errorType") != "Sandbox.Timedout":
                break
        raise AssertionError(f"{function}:{qualifier} failed: {answer}")

    def invoke_later(self, function: str, qualifier: str, event: object) -> None:
        """Lambda has taken the event, and answers for what becomes of it."""
        self.client("lambda").invoke(
            FunctionName=function,
            Qualifier=qualifier,
            InvocationType="Event",
            Payload=json.dumps(event).encode(),
        )

    def calls(self, function: str, version: str) -> int:
        """How often that version has been called, by its logs."""
        read = self.client("lambda").get_function_configuration(FunctionName=function)
        logged = self.client("logs").filter_log_events(
            logGroupName=read["LoggingConfig"]["LogGroup"], filterPattern="START"
        )
        return sum(f"Version: {version}" in each["message"] for each in logged["events"])

    def callers(self, function: str, qualifier: str | None = None) -> list[dict[str, Any]]:
        """The statements about the function itself, or about what the qualifier names."""
        arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function}"
        of = {"FunctionName": function}
        if qualifier is not None:
            of["Qualifier"] = qualifier
            arn = f"{arn}:{qualifier}"
        try:
            policy = self.client("lambda").get_policy(**of)["Policy"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ResourceNotFoundException":
                return []
            raise
        # Asked for the function's, the emulator hands over the aliases' as well.
        return [each for each in json.loads(policy)["Statement"] if each["Resource"] == arn]

    def items(self, table: str) -> list[dict[str, Any]]:
        """All that the table has, as DynamoDB spells it."""
        found: list[dict[str, Any]] = self.client("dynamodb").scan(TableName=table)["Items"]
        return found

    def messages(self, queue: str) -> int:
        """How many messages the queue has, hidden ones as well."""
        counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        read = self.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=[*counts])
        return sum(int(read["Attributes"][count]) for count in counts)

    def as_role(self, arn: str) -> Account:
        """The same account, as the role sees it."""
        taken = self.client("sts").assume_role(RoleArn=arn, RoleSessionName="e2e")["Credentials"]
        return Account(
            self.emulator,
            {
                "aws_access_key_id": taken["AccessKeyId"],
                "aws_secret_access_key": taken["SecretAccessKey"],
                "aws_session_token": taken["SessionToken"],
            },
        )

    def request(
        self,
        path: str,
        *,
        signed_for: str | None = None,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: object = None,
    ) -> tuple[int, str]:
        """Status and text of the answer to an HTTP request, signed for a service or not at all."""
        payload = b"" if body is None else json.dumps(body).encode()
        request = AWSRequest(
            method, f"{self.emulator.url}{path}", headers=dict(headers or {}), data=payload
        )
        if signed_for is not None:
            credentials = self._session.get_credentials().get_frozen_credentials()
            SigV4Auth(credentials, signed_for, REGION).add_auth(request)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        sent = urllib.request.Request(  # noqa: S310  # to the emulator
            request.url, method=method, headers=dict(request.headers), data=payload or None
        )
        try:
            with direct.open(sent, timeout=_SECONDS_TO_ARRIVE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()


def arrives(what: str, look: Callable[[], bool]) -> None:
    """It is there, after a while.

    Raises:
        AssertionError: It is not.
    """
    until = time.monotonic() + _SECONDS_TO_ARRIVE
    while not look():
        assert time.monotonic() < until, f"{what}: not after {_SECONDS_TO_ARRIVE} s"
        time.sleep(0.1)
