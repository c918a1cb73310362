"""One alias and the way new versions reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

import jsii
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_ec2 import IConnectable

from constructs_lib.alarm_policy import AlarmPolicy
from constructs_lib.async_invocation import invocation_props, require_invocation
from constructs_lib.deployments import Deployments
from constructs_lib.errors import ConstructError, require_known, require_type, seen
from constructs_lib.existing_function import ExistingFunction
from constructs_lib.hooks import Hooks
from constructs_lib.notifications import require_topic, tell
from constructs_lib.promotion import Promotion
from constructs_lib.provisioning import require_provisioned, scale
from constructs_lib.resources import resource_of
from constructs_lib.rollout import Rollout
from constructs_lib.rollout_alarm import errors_of_new_version
from constructs_lib.split import Split
from constructs_lib.watching import require_monitoring, watch_release
from policies.domain.names import name_problem
from policies.domain.rollouts import AllAtOnce, Canary, Strategy

if TYPE_CHECKING:
    from typing import Unpack

    from aws_cdk import aws_cloudwatch as cloudwatch
    from aws_cdk import aws_ec2 as ec2
    from aws_cdk import aws_sns as sns
    from constructs import Construct

    from constructs_lib.async_invocation import AsyncInvocation
    from constructs_lib.existing_function import Releasable
    from constructs_lib.hooks import Hook
    from constructs_lib.monitoring import Monitoring
    from constructs_lib.provisioned import Provisioned

# Whoever names no rollout has not weighed one: a bad version then costs a tenth of the traffic for
# five minutes, and a deployment waits no longer than CodeDeploy's shortest own canary.
DEFAULT_ROLLOUT: Final = Rollout(Canary(percentage=10, bake_minutes=5))
_FOLLOW: Final = Promotion.latest()
_ROLLOUT: Final = "a Rollout such as Rollout.canary(10, bake=Duration.minutes(5))"
_PROMOTION: Final = "a Promotion such as Promotion.latest()"


class ReleaseProps(TypedDict, total=False):
    """What a release takes beside its function and its name; `Release` says what each is for."""

    promotion: Promotion
    rollout: Rollout
    alarm: AlarmPolicy | None
    before: Hook | None
    after: Hook | None
    notify: sns.ITopic | None
    monitoring: Monitoring | None
    provisioned: Provisioned | None
    invocation: AsyncInvocation | None


@jsii.implements(iam.IGrantable, IConnectable)
class Release:
    """An alias that callers use while CodeDeploy moves it from version to version.

    Everything that calls the function goes through `alias`. When a deployment changes the version
    that the release serves, because it publishes one or because `promotion` says so, the rollout
    moves the traffic; the first deployment has nothing to move and gives the alias all of it at
    once, without asking a hook. Where the rollout takes time, an alarm watches the errors of the
    new version alone: the old version's cannot block the fix, and the traffic it still has cannot
    dilute the new one's. Lambda keeps those metrics for aliases with weights, that is, for the time
    of a rollout: the alarm does not replace one on production. A failed, alarmed or stopped
    deployment is rolled back.

    Handlers that answer a failure, say with a 500, have not failed in Lambda's eyes: what the
    alarm is to see must raise.

    Attributes:
        name: The alias's name.
        promotion: What decides which version it serves.
        version: That version; with a split, what the rest of the traffic goes to.
        alias: What other constructs take as the function to call.
        deployment_group: What CodeDeploy shifts the alias by; None with a split.
        monitoring_alarms: What `monitoring` made, by the metrics: Errors, Throttles and so on.
        alarms: What stops a rollout; empty when it is all at once, or a split. To be told, append
            the ARN of a topic to `alarm_actions`, or pass the topic as `notify`.

    Args:
        function: The function released.
        name: The alias. Its construct's id is `Release-` and the name, so that no alias can take
            the place of another part of the function; alarm and deployment group are below it.
        promotion: Which version it serves; by default the latest.
        rollout: The way of each new version.
        alarm: When errors stop the rollout. By default one failed invocation does, and an
            all-at-once rollout has no alarm.
        before: A function that CodeDeploy calls before it moves any traffic. It finds the ARN of
            the version being released in NEW_VERSION_ARN, may invoke exactly that version, and
            must report to CodeDeploy within the hour: until then the rollout waits, and a report
            of failure ends it.
        after: The same when all traffic has moved; its failure moves it back.
        notify: A topic that is told when a rollout starts, succeeds, fails, is stopped or rolled
            back, and when the alarm fires. A policy or a key of the topic's own must let
            cloudwatch.amazonaws.com publish.
        monitoring: When to be told of it in production; by default as its function says. To be told
            nothing, `Monitoring.without_alarms()`.
        provisioned: How many environments are ready for it at any time; by default none.
        invocation: What becomes of asynchronous events; by default Lambda tries one three times
            within six hours and drops it.

    Raises:
        ConstructError: `name` is no alias name, a token or taken; `rollout` is over before `alarm`
            can be relied on: its bad minutes and one more for the delay of the metrics; a hook is
            no function of its own; `provisioned` or `invocation` is not what the function can have;
            or a split is between a version and itself, or comes with what
            is for CodeDeploy.

    See: https://docs.aws.amazon.com/lambda/latest/dg/lambda-rolling-deployments.html
    """

    def __init__(
        self,
        function: Releasable,
        name: str,
        *,
        promotion: Promotion = _FOLLOW,
        rollout: Rollout = DEFAULT_ROLLOUT,
        alarm: AlarmPolicy | None = None,
        before: Hook | None = None,
        after: Hook | None = None,
        notify: sns.ITopic | None = None,
        monitoring: Monitoring | None = None,
        provisioned: Provisioned | None = None,
        invocation: AsyncInvocation | None = None,
    ) -> None:
        if not hasattr(function, "releases"):  # an L2 function has none
            raise ConstructError(
                f"function must be a VersionedFunction, got {seen(function)}; "
                "Release.around() takes others"
            )
        _require_free_name(function, name)
        require_type("promotion", promotion, Promotion, _PROMOTION)
        require_type("rollout", rollout, Rollout, _ROLLOUT)
        require_topic(notify)
        require_monitoring(monitoring)
        require_provisioned(function, name, provisioned, promotion, rollout)
        require_invocation(invocation, function)
        hooks = Hooks(function, before=before, after=after)
        strategy = rollout.strategy
        additional = None
        if isinstance(strategy, Split):
            strategy.require_other_version(promotion)
            _require_absent(alarm=alarm, before=before, after=after, notify=notify)
        else:
            alarm = _alarm_in_time(alarm, strategy)

        self.name = name
        self.promotion = promotion
        self.rollout = rollout
        self.provisioned = provisioned
        self.invocation = invocation
        self._function = function
        self._role = function.role
        number = promotion.number_in(function.stack)
        if isinstance(strategy, Split):
            to = strategy.to.number_in(function.stack)
            other = _version(function, to, f"Split-{name}")
            additional = [lambda_.VersionWeight(version=other, weight=strategy.weight)]
        self.version = _version(function, number, f"Served-{name}")
        # The id is for ever: another one replaces the alias and all that calls it. The prefix is
        # for release names only; the logical ids keep names apart that differ in `-` or `_` alone,
        # or in case, because each ends in a digest of the whole path.
        self.alias = lambda_.Alias(
            _scope(function),
            f"Release-{name}",
            alias_name=name,
            version=self.version,
            additional_versions=additional,
            provisioned_concurrent_executions=provisioned.fixed if provisioned else None,
            **invocation_props(invocation),
        )
        scale(self.alias, provisioned)
        if number is not None:
            # A new function's first version is number 1: to be pinned to, it must be there.
            resource_of(self.alias).add_resource_dependency(resource_of(function.version))
        self.alarms = (
            [] if alarm is None else [self._errors_of_new_version(function, number, alarm, notify)]
        )
        self.deployment_group = None
        if not isinstance(strategy, Split):
            deployments = Deployments.of(function.stack)
            self.deployment_group = codedeploy.LambdaDeploymentGroup(
                self.alias,
                "DeploymentGroup",
                alias=self.alias,
                application=deployments.application,
                role=deployments.role,
                deployment_config=deployments.config(strategy),
                alarms=self.alarms,
                auto_rollback=codedeploy.AutoRollbackConfig(stopped_deployment=True),
            )
            if hooks:
                hooks.attach(self.alias, self.version, self.deployment_group, deployments.role)
            if notify is not None:
                tell(notify, self.deployment_group, deployments.role)
        self.monitoring_alarms = watch_release(
            function,
            self,
            monitoring,
            is_provisioned=provisioned is not None,
            has_destination=invocation is not None
            and (invocation.on_failure is not None or invocation.on_success is not None),
        )
        function.releases[name] = self

    @classmethod
    def around(
        cls, function: lambda_.Function, name: str, **props: Unpack[ReleaseProps]
    ) -> Release:
        """A release of a function that was made without us, in its stack.

        Its versions are published from now on, and stay. What else a VersionedFunction has, its
        owner sees to: logs, tracing, the role.

        Args:
            function: A Function that this app makes, no imported one.
            name: The alias.
            **props: As a Release takes them.

        Raises:
            ConstructError: `function` is no such function, or a prop is not what Release takes.
        """
        return cls(ExistingFunction(function), name, **props)

    @property
    def grant_principal(self) -> iam.IPrincipal:
        """The function's role: a grant to the release reaches every version of the function."""
        return self._role

    @property
    def connections(self) -> ec2.Connections:
        """The function's: what it may reach in its VPC, and what may reach it.

        Raises:
            ConstructError: It is in none.
        """
        if isinstance(self._function, ExistingFunction):
            return self._function.function.connections
        return self._function.connections

    def grant_invoke(self, grantee: iam.IGrantable) -> iam.Grant:
        """The grantee may invoke the alias, and no version past it."""
        return self.alias.grant_invoke(grantee)

    def _errors_of_new_version(
        self,
        function: Releasable,
        pinned: str | None,
        policy: AlarmPolicy,
        notify: sns.ITopic | None,
    ) -> cloudwatch.CfnAlarm:
        function_name, latest = function.names
        return errors_of_new_version(
            self.alias,
            policy,
            alias_name=self.name,
            function_name=function_name,
            version=pinned or latest,
            actions=[] if notify is None else [notify.topic_arn],
        )


def _scope(function: Releasable) -> Construct:
    return function.function if isinstance(function, ExistingFunction) else function


def _version(function: Releasable, number: str | None, construct_id: str) -> lambda_.IVersion:
    if number is None:
        return function.version
    return lambda_.Version.from_version_attributes(
        _scope(function), construct_id, lambda_=function.function, version=number
    )


def _alarm_in_time(alarm: AlarmPolicy | None, strategy: Strategy) -> AlarmPolicy | None:
    if alarm is None and isinstance(strategy, AllAtOnce):
        return None
    alarm = AlarmPolicy() if alarm is None else alarm
    require_type("alarm", alarm, AlarmPolicy, "an AlarmPolicy such as AlarmPolicy(errors=3)")
    alarm.require_in_time(strategy)
    return alarm


def _require_absent(**props: object) -> None:
    for prop, given in props.items():
        if given is not None:
            raise ConstructError(
                f"{prop} must be left out with a split, which CodeDeploy does not shift, "
                f"got {seen(given)}"
            )


def _require_free_name(function: Releasable, name: str) -> None:
    require_type("alias name", name, str, "a string")
    problem = name_problem(name)
    if problem:
        require_known("alias name", name)  # no name with a token in it has passed
        raise ConstructError(problem)
    if name in function.releases:
        raise ConstructError(f"alias name must be unique on a function, got {name!r} twice")
