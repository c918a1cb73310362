"""The same release as AWS SAM and as our constructs make it, told apart property by property."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from unittest.mock import patch

from aws_cdk import Duration, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Template
from aws_cdk.aws_sns import Topic
from aws_cdk.aws_sqs import Queue
from samtranslator.translator.transform import transform

from constructs_lib import AsyncInvocation, Provisioned, Rollout, VersionedFunction
from tests.constructs_lib.plain_templates import leaves, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_cdk import App

SOURCE: Final = "def handler(event, context): ..."
TOPIC: Final = "arn:aws:sns:eu-west-1:123456789012:on-call"
QUEUE: Final = "arn:aws:sqs:eu-west-1:123456789012:lost"
EVENTS: Final = (
    "DeploymentStart",
    "DeploymentSuccess",
    "DeploymentFailure",
    "DeploymentStop",
    "DeploymentRollback",
)
# What a team writes that wants a function as ours are: safe deployments as AWS's guide has them.
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
SAM_TEMPLATE: Final[Mapping[str, Any]] = {
    "Transform": "AWS::Serverless-2016-10-31",
    "Resources": {
        "Detector": {
            "Type": "AWS::Serverless::Function",
            "Properties": {
                "InlineCode": SOURCE,
                "Handler": "index.handler",
                "Runtime": "python3.14",
                "Architectures": ["arm64"],
                "MemorySize": 256,
                "Timeout": 10,
                "Tracing": "Active",
                "LoggingConfig": {"LogFormat": "JSON", "ApplicationLogLevel": "INFO"},
                "AutoPublishAlias": "live",
                "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": 2},
                "EventInvokeConfig": {
                    "MaximumEventAgeInSeconds": 3600,
                    "MaximumRetryAttempts": 1,
                    "DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": QUEUE}},
                },
                "DeploymentPreference": {
                    "Type": "Canary10Percent5Minutes",
                    "Hooks": {"PreTraffic": {"Ref": "Hook"}},
                    "TriggerConfigurations": [
                        {
                            "TriggerName": "Rollout",
                            "TriggerTargetArn": TOPIC,
                            "TriggerEvents": list(EVENTS),
                        }
                    ],
                },
            },
        },
        "Hook": {
            "Type": "AWS::Serverless::Function",
            "Properties": {
                "InlineCode": SOURCE,
                "Handler": "index.handler",
                "Runtime": "python3.14",
            },
        },
    },
}
# What each resource is for, by how its logical id begins: the longest beginning wins.
_SAM_ROLES: Final = {
    "Detector": "function",
    "DetectorRole": "role",
    "DetectorVersion": "version",
    "DetectorAliaslive": "alias",
    "DetectorEventInvokeConfig": "async configuration",
    "DetectorDeploymentGroup": "deployment group",
    "ServerlessDeploymentApplication": "application",
    "CodeDeployServiceRole": "CodeDeploy's role",
    "Hook": "hook",
    "HookRole": "hook's role",
}
_OUR_ROLES: Final = {
    "DetectorLogs": "log group",
    "DetectorRole": "role",
    "DetectorRoleDefaultPolicy": "role's policy",
    "DetectorFunction": "function",
    "DetectorFunctionCurrentVersion": "version",
    "DetectorReleaselive": "alias",
    "DetectorReleaseliveErrors": "alarm",
    "DetectorReleaseliveDeploymentGroup": "deployment group",
    "DetectorReleaseliveHooks": "CodeDeploy's right to call the hook",
    "DetectorReleaseliveEventInvokeConfig": "async configuration",
    "LambdaReleasesApplication": "application",
    "LambdaReleasesRole": "CodeDeploy's role",
    "LambdaReleasesRoleDefaultPolicy": "CodeDeploy's right to tell the topic",
    "Hook": "hook",
    "HookLogGroup": "hook's log group",
    "HookServiceRole": "hook's role",
    "HookServiceRoleDefaultPolicy": "hook's policy",
}


class Difference(NamedTuple):
    """A property that is not the same; None where one has none. A path of "" is all of it."""

    resource: str
    path: str
    sam: str | None
    ours: str | None


def differences(app: App) -> set[Difference]:
    """Everything in which the two templates differ."""
    sam, ours = _named(_sam(), _SAM_ROLES), _named(_ours(app), _OUR_ROLES)
    found: set[Difference] = set()
    for name in sam.keys() | ours.keys():
        if name not in sam or name not in ours:
            theirs, our = (side[name]["Type"] if name in side else None for side in (sam, ours))
            found.add(Difference(name, "", theirs, our))
            continue
        left, right = dict(leaves(sam[name])), dict(leaves(ours[name]))
        found |= {
            Difference(name, path, left.get(path), right.get(path))
            for path in left.keys() | right.keys()
            if left.get(path) != right.get(path)
        }
    return found


def _sam() -> dict[str, Any]:
    return translated(SAM_TEMPLATE)


def translated(template: Mapping[str, Any]) -> dict[str, Any]:
    """The resources that AWS SAM makes of a template of its own."""
    logging.getLogger("samtranslator").setLevel(logging.CRITICAL)
    # It asks boto3 where it runs otherwise.
    with patch.dict("os.environ", {"AWS_DEFAULT_REGION": "eu-west-1"}):
        made = transform(json.loads(json.dumps(template)), {}, _NoManagedPolicies())
    resources: dict[str, Any] = made["Resources"]
    return resources


class _NoManagedPolicies:
    def load(self) -> dict[str, str]:
        return {}


def _ours(app: App) -> dict[str, Any]:
    stack = Stack(app, "Scene")
    hook = lambda_.Function(
        stack,
        "Hook",
        code=lambda_.Code.from_inline(SOURCE),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
    )
    VersionedFunction(
        stack, "Detector", code=lambda_.Code.from_inline(SOURCE), handler="index.handler"
    ).release(
        "live",
        rollout=Rollout.canary(10, bake=Duration.minutes(5)),
        before=hook,
        notify=Topic.from_topic_arn(stack, "OnCall", TOPIC),
        provisioned=Provisioned(2),
        invocation=AsyncInvocation(
            max_event_age=Duration.hours(1),
            retry_attempts=1,
            on_failure=Queue.from_queue_arn(stack, "Lost", QUEUE),
        ),
    )
    resources: dict[str, Any] = Template.from_stack(stack).to_json()["Resources"]
    return resources


def _named(resources: Mapping[str, Any], roles: Mapping[str, str]) -> dict[str, Any]:
    """The resources by what they are for, and their references to each other by it too."""
    names = {logical_id: _role(logical_id, roles) for logical_id in resources}
    assert len(set(names.values())) == len(names), names
    return {names[logical_id]: plain(body, names) for logical_id, body in resources.items()}


def _role(logical_id: str, roles: Mapping[str, str]) -> str:
    return roles[max((start for start in roles if logical_id.startswith(start)), key=len)]
