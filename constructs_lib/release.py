"""One alias and the way new versions reach it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import jsii
from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from constructs_lib.alarm_policy import AlarmPolicy
from constructs_lib.deployments import Deployments
from constructs_lib.errors import ConstructError, require_known, require_type, seen
from constructs_lib.rollout import Rollout
from policies.domain.names import name_problem
from policies.domain.rollouts import AllAtOnce, Canary

if TYPE_CHECKING:
    from constructs_lib.function import VersionedFunction

# Whoever names no rollout has not weighed one: a bad version then costs a tenth of the traffic for
# five minutes, and a deployment waits no longer than CodeDeploy's shortest own canary.
DEFAULT_ROLLOUT: Final = Rollout(Canary(percentage=10, bake_minutes=5))
_ROLLOUT: Final = "a Rollout such as Rollout.canary(10, bake=Duration.minutes(5))"


@jsii.implements(iam.IGrantable)
class Release(Construct):
    """An alias that callers use while CodeDeploy moves it from version to version.

    Everything that calls the function goes through `alias`. When a deployment publishes a new
    version, the rollout moves the traffic; the first deployment has nothing to move and gives the
    alias all of it at once. Where the rollout takes time, an alarm watches the errors of the new
    version alone: the old version's cannot block the fix, and the traffic it still has cannot
    dilute the new one's. Lambda keeps those metrics for aliases with weights, that is, for the time
    of a rollout: the alarm does not replace one on production. A failed, alarmed or stopped
    deployment is rolled back.

    Handlers that answer a failure, say with a 500, have not failed in Lambda's eyes: what the
    alarm is to see must raise.

    Attributes:
        alias: What other constructs take as the function to call.
        deployment_group: What CodeDeploy shifts the alias by.
        alarms: What stops a rollout; empty when it is all at once. Add actions to be told.

    Args:
        function: The function released.
        name: The alias. The construct's id is `Release-` and the name, so that no alias can take
            the place of another part of the function.
        rollout: The way of each new version.
        alarm: When errors stop the rollout. By default one failed invocation does, and an
            all-at-once rollout has no alarm.

    Raises:
        ConstructError: `name` is no alias name, a token or taken, or `rollout` is over before
            `alarm` can be relied on: its bad minutes and one more for the delay of the metrics.

    See: https://docs.aws.amazon.com/lambda/latest/dg/lambda-rolling-deployments.html
    """

    def __init__(
        self,
        function: VersionedFunction,
        name: str,
        *,
        rollout: Rollout = DEFAULT_ROLLOUT,
        alarm: AlarmPolicy | None = None,
    ) -> None:
        if not hasattr(function, "releases"):  # an L2 function has none
            raise ConstructError(f"function must be a VersionedFunction, got {seen(function)}")
        _require_free_name(function, name)
        require_type("rollout", rollout, Rollout, _ROLLOUT)
        strategy = rollout.strategy
        if alarm is None and not isinstance(strategy, AllAtOnce):
            alarm = AlarmPolicy()
        if alarm is not None:
            require_type(
                "alarm", alarm, AlarmPolicy, "an AlarmPolicy such as AlarmPolicy(errors=3)"
            )
            alarm.require_in_time(strategy)

        # The id is for ever: another one replaces the alias and all that calls it. The prefix is
        # for release names only; the logical ids keep names apart that differ in `-` or `_` alone,
        # or in case, because each ends in a digest of the whole path.
        super().__init__(function, f"Release-{name}")
        self._role = function.role
        self.alias = lambda_.Alias(self, "Alias", alias_name=name, version=function.version)
        self.alarms = [] if alarm is None else [self._errors_of_new_version(function, name, alarm)]
        deployments = Deployments.of(function.stack)
        self.deployment_group = codedeploy.LambdaDeploymentGroup(
            self,
            "DeploymentGroup",
            alias=self.alias,
            application=deployments.application,
            role=deployments.role,
            deployment_config=deployments.config(strategy),
            alarms=self.alarms,
            auto_rollback=codedeploy.AutoRollbackConfig(stopped_deployment=True),
        )
        function.releases[name] = self

    @property
    def grant_principal(self) -> iam.IPrincipal:
        """The function's role: a grant to the release reaches every version of the function."""
        return self._role

    def grant_invoke(self, grantee: iam.IGrantable) -> iam.Grant:
        """The grantee may invoke the alias, and no version past it."""
        return self.alias.grant_invoke(grantee)

    def _errors_of_new_version(
        self, function: VersionedFunction, name: str, policy: AlarmPolicy
    ) -> cloudwatch.Alarm:
        function_name = function.function.function_name
        # Lambda publishes per version only under all three dimensions. They name the alias instead
        # of referring to it: the alias itself waits for the deployment group, and that for us.
        metric = cloudwatch.Metric(
            namespace="AWS/Lambda",
            metric_name="Errors",
            dimensions_map={
                "FunctionName": function_name,
                "Resource": f"{function_name}:{name}",
                "ExecutedVersion": function.version.version,
            },
            statistic="Sum",
            period=_period(),
        )
        return cloudwatch.Alarm(
            self,
            "Errors",
            metric=metric,
            alarm_description=f"the version being released to {name} fails: roll it back",
            threshold=policy.errors,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            datapoints_to_alarm=policy.datapoints_to_alarm,
            evaluation_periods=policy.evaluation_periods,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )


def _require_free_name(function: VersionedFunction, name: str) -> None:
    require_type("alias name", name, str, "a string")
    problem = name_problem(name)
    if problem:
        require_known("alias name", name)  # no name with a token in it has passed
        raise ConstructError(problem)
    if name in function.releases:
        raise ConstructError(f"alias name must be unique on a function, got {name!r} twice")


@cache
def _period() -> Duration:
    return Duration.seconds(AlarmPolicy.PERIOD_SECONDS)
