"""One alias and the way new versions reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import jsii
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_ec2 import IConnectable

from constructs_lib.async_invocation import has_destination, invocation_props, require_invocation
from constructs_lib.errors import ConstructError, require_known, require_type, seen
from constructs_lib.existing_function import ExistingFunction
from constructs_lib.hooks import Hooks
from constructs_lib.notifications import require_topic
from constructs_lib.promotion import Promotion
from constructs_lib.provisioning import require_provisioned, scale, tell_of_one_version_twice
from constructs_lib.release_props import DEFAULT_PROMOTION, DEFAULT_ROLLOUT
from constructs_lib.resources import resource_of
from constructs_lib.rollout import Rollout
from constructs_lib.rollout_alarm import alarm_in_time, errors_of_new_version, tell_of_unseen_hangs
from constructs_lib.served_version import additional_versions, scope_of, version_of
from constructs_lib.split import Split, require_absent
from constructs_lib.traffic_shift import shift
from constructs_lib.triggers.trigger import require_trigger
from constructs_lib.watching import require_monitoring, watch_release
from policies.domain.names import name_problem

if TYPE_CHECKING:
    from typing import Unpack

    from aws_cdk import aws_cloudwatch as cloudwatch
    from aws_cdk import aws_codedeploy as codedeploy
    from aws_cdk import aws_ec2 as ec2
    from aws_cdk import aws_sns as sns
    from aws_cdk import aws_sqs as sqs

    from constructs_lib.alarm_policy import AlarmPolicy
    from constructs_lib.async_invocation import AsyncInvocation
    from constructs_lib.existing_function import Releasable
    from constructs_lib.hooks import Hook
    from constructs_lib.monitoring import Monitoring
    from constructs_lib.provisioned import Provisioned
    from constructs_lib.release_props import ReleaseProps
    from constructs_lib.triggers.trigger import Trigger

_ROLLOUT: Final = "a Rollout such as Rollout.canary(10, bake=Duration.minutes(5))"
_PROMOTION: Final = "a Promotion such as Promotion.latest()"


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
        triggers: What `on` attached.
        lost: The queue of what its triggers' services could not deliver and its function could not
            handle, where a trigger has no place of its own for that; None until one asks for it.
        keeps_failures: Whether a trigger made that queue the destination of asynchronous failures.

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
            of failure ends it. It is ready before the alias is: nothing of it may refer to the
            alias or be granted it, or the stack would wait for itself.
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
            or a split is between a version and itself, or comes with what is for CodeDeploy.

    See: https://docs.aws.amazon.com/lambda/latest/dg/lambda-rolling-deployments.html
    """

    def __init__(
        self,
        function: Releasable,
        name: str,
        *,
        promotion: Promotion = DEFAULT_PROMOTION,
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
        if isinstance(strategy, Split):
            strategy.require_other_version(promotion)
            require_absent(alarm=alarm, before=before, after=after, notify=notify)
        else:
            alarm = alarm_in_time(alarm, strategy)

        self.name = name
        self.promotion = promotion
        self.rollout = rollout
        self.provisioned = provisioned
        self.invocation = invocation
        self._function = function
        number = promotion.number_in(function.stack)
        additional = additional_versions(function, name, strategy)
        self.version = version_of(function, number, f"Served-{name}")
        # The id is for ever: another one replaces the alias and all that calls it. The prefix is
        # for release names only; the logical ids keep names apart that differ in `-` or `_` alone,
        # or in case, because each ends in a digest of the whole path.
        self.alias = lambda_.Alias(
            scope_of(function),
            f"Release-{name}",
            alias_name=name,
            version=self.version,
            additional_versions=additional,
            provisioned_concurrent_executions=provisioned.fixed if provisioned else None,
            **invocation_props(invocation),
        )
        scale(self.alias, provisioned)
        tell_of_one_version_twice(self.alias, function, name, provisioned)
        if number is not None:
            # A new function's first version is number 1: to be pinned to, it must be there.
            resource_of(self.alias).add_resource_dependency(resource_of(function.version))
        self.alarms = [] if alarm is None else [self._errors(alarm, number, notify)]
        self.deployment_group: codedeploy.LambdaDeploymentGroup | None = None
        if not isinstance(strategy, Split):
            if alarm is not None:
                tell_of_unseen_hangs(self.alias, alarm, strategy, function.timeout_seconds)
            self.deployment_group = shift(
                self.alias,
                self.version,
                strategy,
                stack=function.stack,
                alarms=self.alarms,
                hooks=hooks,
                notify=notify,
            )
        self.monitoring_alarms = watch_release(
            function,
            self,
            monitoring,
            is_provisioned=provisioned is not None,
            has_destination=has_destination(invocation),
        )
        self.triggers: list[Trigger] = []
        self.lost: sqs.Queue | None = None
        self.keeps_failures = False
        function.releases[name] = self

    def on(self, *triggers: Trigger) -> None:
        """Each trigger calls the alias from now on, and may do no more than that.

        Args:
            *triggers: `QueueTrigger(queue)`, `RuleTrigger(rule)` and so on, or one of your own:
                see `constructs_lib.triggers.trigger.Trigger`.

        Raises:
            ConstructError: One is no trigger, or cannot call this release.
        """
        for trigger in triggers:
            require_trigger(trigger)
            trigger.attach(self)
            self.triggers.append(trigger)

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
    def function(self) -> Releasable:
        """The function released."""
        return self._function

    @property
    def grant_principal(self) -> iam.IPrincipal:
        """The function's role: a grant to the release reaches every version of the function."""
        return self._function.role

    @property
    def connections(self) -> ec2.Connections:
        """The function's: what it may reach in its VPC, and what may reach it.

        Raises:
            ConstructError: It is in none.
        """
        return self._function.connections

    def grant_invoke(self, grantee: iam.IGrantable) -> iam.Grant:
        """The grantee may invoke the alias, and no version past it."""
        return self.alias.grant_invoke(grantee)

    def _errors(
        self, policy: AlarmPolicy, number: str | None, notify: sns.ITopic | None
    ) -> cloudwatch.CfnAlarm:
        function_name, latest = self._function.names
        return errors_of_new_version(
            self.alias,
            policy,
            alias_name=self.name,
            function_name=function_name,
            version=number or latest,
            timeout_seconds=self._function.timeout_seconds,
            actions=[] if notify is None else [notify.topic_arn],
        )


def _require_free_name(function: Releasable, name: str) -> None:
    require_type("alias name", name, str, "a string")
    problem = name_problem(name)
    if problem:
        require_known("alias name", name)  # no name with a token in it has passed
        raise ConstructError(problem)
    if name in function.releases:
        raise ConstructError(f"alias name must be unique on a function, got {name!r} twice")
