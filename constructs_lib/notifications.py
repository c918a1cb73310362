"""Who is told about the rollouts of a release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from constructs_lib.errors import ConstructError, seen
from constructs_lib.interfaces import has_property
from constructs_lib.resources import resource_of

if TYPE_CHECKING:
    from aws_cdk import aws_codedeploy as codedeploy
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_sns as sns

# What happens to a deployment of a Lambda function; the other events are of servers.
_EVENTS: Final = (
    "DeploymentStart",
    "DeploymentSuccess",
    "DeploymentFailure",
    "DeploymentStop",
    "DeploymentRollback",
)


def require_topic(topic: sns.ITopic | None) -> None:
    """The topic is one, made or imported.

    Raises:
        ConstructError: It is something else: its ARN, say.
    """
    if topic is not None and not has_property(topic, "topic_arn"):
        raise ConstructError(f"notify must be an ITopic such as Topic(...), got {seen(topic)}")


def tell(topic: sns.ITopic, group: codedeploy.LambdaDeploymentGroup, role: iam.IRole) -> None:
    """The topic gets a message when a rollout starts, ends, fails, is stopped or rolled back.

    CodeDeploy publishes in the role of the deployment group; the group waits for the right to.

    See: https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-sns-event-notifications.html
    """
    # The L2 construct has no prop for triggers.
    resource_of(group).add_property_override(
        "TriggerConfigurations",
        [
            {
                "TriggerName": "Rollout",
                "TriggerTargetArn": topic.topic_arn,
                "TriggerEvents": list(_EVENTS),
            }
        ],
    )
    topic.grant_publish(role).apply_before(group)
