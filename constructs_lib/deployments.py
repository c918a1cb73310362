"""What all releases of a stack share in CodeDeploy."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from aws_cdk import Duration
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from constructs import Construct

from policies.domain.rollouts import AllAtOnce, Canary, Linear, Strategy, predefined_config

if TYPE_CHECKING:
    from aws_cdk import Stack

# The construct tree knows too, but looking there is two round trips to the CDK for each release.
_OF_STACK: WeakKeyDictionary[Stack, Deployments] = WeakKeyDictionary()


class Deployments(Construct):
    """One CodeDeploy application, one service role, and each deployment configuration once.

    CodeDeploy throttles an account's calls and allows it few configurations of its own: a set for
    each alias, as the CDK makes by default, runs into both.

    See: https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html
    """

    def __init__(self, stack: Stack) -> None:
        super().__init__(stack, "LambdaReleases")
        self.application = codedeploy.LambdaApplication(self, "Application")
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("codedeploy.amazonaws.com"),
            description="CodeDeploy shifts the traffic of this stack's Lambda aliases",
        )
        self._configs: dict[Strategy, codedeploy.ILambdaDeploymentConfig] = {}

    @classmethod
    def of(cls, stack: Stack) -> Deployments:
        """The stack's own, made when the first release asks."""
        deployments = _OF_STACK.get(stack)
        if deployments is None:
            deployments = _OF_STACK[stack] = cls(stack)
        return deployments

    def config(self, strategy: Strategy) -> codedeploy.ILambdaDeploymentConfig:
        """CodeDeploy's own configuration for the strategy, or else the stack's only one."""
        if strategy not in self._configs:
            self._configs[strategy] = self._config(strategy)
        return self._configs[strategy]

    def _config(self, strategy: Strategy) -> codedeploy.ILambdaDeploymentConfig:
        predefined = predefined_config(strategy)
        if predefined:
            return codedeploy.LambdaDeploymentConfig.from_lambda_deployment_config_name(
                self, strategy.config_name, predefined
            )
        return codedeploy.LambdaDeploymentConfig(
            self, strategy.config_name, traffic_routing=_routing(strategy)
        )


def _routing(strategy: Strategy) -> codedeploy.TrafficRouting:
    match strategy:
        case Canary(percentage, bake_minutes):
            return codedeploy.TrafficRouting.time_based_canary(
                percentage=percentage, interval=Duration.minutes(bake_minutes)
            )
        case Linear(percentage, every_minutes):
            return codedeploy.TrafficRouting.time_based_linear(
                percentage=percentage, interval=Duration.minutes(every_minutes)
            )
        case AllAtOnce():
            return codedeploy.TrafficRouting.all_at_once()
