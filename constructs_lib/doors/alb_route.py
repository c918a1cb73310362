"""Requests that a rule of a load balancer selects call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import jsii
from aws_cdk import Names
from aws_cdk import aws_elasticloadbalancingv2 as elbv2
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from constructs_lib.doors.callee import alias_arn
from constructs_lib.errors import ConstructError, require_count, require_type, seen
from constructs_lib.interfaces import has_property
from constructs_lib.pseudo_parameters import account, arns_of
from constructs_lib.quantities import require_seconds
from constructs_lib.triggers.trigger import require_free_place, require_name
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from constructs_lib.release import Release

# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
_NAME_LENGTH: Final = 32
_RULES: Final[WeakKeyDictionary[elbv2.IApplicationListener, dict[int, str]]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class AlbRoute:
    """Requests that a rule of an Application Load Balancer's listener selects call the release.

    The load balancer may call the alias for this target group alone. The CDK's own target lets in
    every load balancer of every account, for the permission must exist before the target group and
    cannot refer to it. Here the target group has a name, made of its place in the app: with that
    its ARN is known but for the end.

    How long a load balancer waits for a function AWS does not say: keep the function's timeout
    below the load balancer's idle timeout, 60 s by default.

    Target group, rule and permission stand below the alias, in its stack: the listener may be of
    another stack, or imported. Requests and answers have 1 MB at most. Access logs are the load
    balancer's.

    Args:
        listener: The listener.
        priority: 1 to 50000, one of its own in the listener: of the rules that select a request the
            lowest number is followed.
        conditions: Which requests: `[ListenerCondition.path_patterns(["/faults*"])]`. All must
            hold.
        multi_value_headers: Whether the event has all values of a header or parameter that comes
            more than once, in `multiValueHeaders`. The answer must then have its headers there as
            well, which is why it is off by default.
        health_check: How to check the function; by default it is not checked. Each check is an
            invocation, and there is no other target to send requests to. Checks must be further
            apart than the function may take, 35 s by default.
        name: Tells the routes of a release apart. It is part of the construct's id, which is for
            ever: a release's first needs none.

    Raises:
        ConstructError: A value is not what Elastic Load Balancing takes; when attached, that checks
            may overlap, or the name or the priority is taken.

    See: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
    """

    listener: elbv2.IApplicationListener
    _: KW_ONLY
    priority: int
    conditions: Sequence[elbv2.ListenerCondition]
    multi_value_headers: bool = False
    health_check: elbv2.HealthCheck | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        if not has_property(self.listener, "listener_arn"):
            raise ConstructError(
                "listener must be an IApplicationListener such as alb.add_listener(...), got "
                f"{seen(self.listener)}"
            )
        if self.priority is None:
            raise ConstructError("priority must be an int, 1 to 50000, got None")
        require_count(limits.LISTENER_RULE_PRIORITY, self.priority, prop="priority")
        if not isinstance(self.conditions, list | tuple) or not self.conditions:
            raise ConstructError(
                f"conditions must be a list of one or more, got {seen(self.conditions)}"
            )
        for condition in self.conditions:
            example = "a ListenerCondition such as ListenerCondition.path_patterns(['/faults*'])"
            require_type("condition", condition, elbv2.ListenerCondition, example)
        require_type("multi_value_headers", self.multi_value_headers, bool, "True or False")
        if self.health_check is not None:
            check = "a HealthCheck such as HealthCheck(enabled=True, path='/health')"
            require_type("health_check", self.health_check, elbv2.HealthCheck, check)
            if not self.health_check.enabled:
                raise ConstructError("health_check must have enabled=True, or be left out")
            require_seconds(
                limits.HEALTH_CHECK_INTERVAL, self.health_check.interval, prop="interval"
            )
        require_name(self.name)

    @property
    def construct_id(self) -> str:
        """The target group's place below the alias."""
        return "Targets" if self.name is None else f"Targets-{self.name}"

    def attach(self, release: Release) -> None:
        """The alias is the target group's target, once the load balancer may call it."""
        self._require_checks_apart(release.function.timeout_seconds)
        require_free_place(release, self)
        self._take_priority(release.name)
        scope, arn = Construct(release.alias, self.construct_id), alias_arn(release)
        group_name = Names.unique_resource_name(scope, max_length=_NAME_LENGTH, separator="-")
        permission = lambda_.CfnPermission(
            scope,
            "Permission",
            action="lambda:InvokeFunction",
            function_name=arn,
            principal="elasticloadbalancing.amazonaws.com",
            source_arn=f"{arns_of('elasticloadbalancing')}:targetgroup/{group_name}/*",
            source_account=account(),
        )
        group = elbv2.ApplicationTargetGroup(
            scope,
            "Group",
            target_group_name=group_name,
            target_type=elbv2.TargetType.LAMBDA,
            targets=[_Target(arn)],
            multi_value_headers_enabled=self.multi_value_headers or None,
            health_check=self.health_check,
        )
        group.node.add_dependency(permission)
        elbv2.ApplicationListenerRule(
            scope,
            "Rule",
            listener=self.listener,
            priority=self.priority,
            conditions=list(self.conditions),
            target_groups=[group],
        )

    def _take_priority(self, alias: str) -> None:
        rules = _RULES.setdefault(self.listener, {})
        if self.priority in rules:
            raise ConstructError(
                f"priority must be of one rule of a listener, got {self.priority} for "
                f"{rules[self.priority]} and {alias}"
            )
        rules[self.priority] = alias

    def _require_checks_apart(self, timeout: int | None) -> None:
        if self.health_check is None or timeout is None:
            return
        limit = limits.HEALTH_CHECK_INTERVAL
        interval = limit.default
        if self.health_check.interval is not None:
            interval = require_seconds(limit, self.health_check.interval, prop="interval")
        if interval is not None and timeout >= interval:
            raise ConstructError(
                f"timeout of a function must be less than the {interval} s between its health "
                f"checks, got {timeout} s"
            )


@jsii.implements(elbv2.IApplicationLoadBalancerTarget)
class _Target:
    """What the CDK's own LambdaTarget is, without its permission."""

    def __init__(self, arn: str) -> None:
        self._arn = arn

    def attach_to_application_target_group(
        self, _group: elbv2.IApplicationTargetGroup
    ) -> elbv2.LoadBalancerTargetProps:
        """What the target group gets to know of the target."""
        return elbv2.LoadBalancerTargetProps(
            target_type=elbv2.TargetType.LAMBDA, target_json={"id": self._arn}
        )
