"""Rules about rollouts: how CodeDeploy moves an alias from version to version."""

from policies.template.resources.alarm import Alarm
from policies.template.resources.deployment_group import DeploymentGroup


def rollouts_stopped_by(alarm: Alarm) -> list[DeploymentGroup]:
    """The deployment groups of aliases that ask this alarm."""
    groups = alarm.template.environment.related(DeploymentGroup, "alarms", alarm)
    return [
        group for group in groups if group.is_for_lambda and group.has_alarms_enabled is not False
    ]
