"""What a release provisions must fit its function, and is scaled where it is to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aws_cdk import Annotations
from aws_cdk import aws_applicationautoscaling as autoscaling

from constructs_lib.errors import ConstructError, require, require_type
from constructs_lib.existing_function import ExistingFunction
from constructs_lib.provisioned import DEFAULT_UTILIZATION, Provisioned
from constructs_lib.resources import resource_of
from constructs_lib.split import Split
from constructs_lib.tokens import is_token
from policies.domain.concurrency import UTILIZATION_METRIC
from policies.domain.provisioned_concurrency import above_reserved, shift_shortfall

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aws_cdk import aws_lambda as lambda_

    from constructs_lib.existing_function import Releasable
    from constructs_lib.promotion import Promotion
    from constructs_lib.rollout import Rollout

_NAMESPACE: Final = "lambda"
_DIMENSION: Final = "lambda:function:ProvisionedConcurrency"


def require_provisioned(
    function: Releasable,
    name: str,
    provisioned: Provisioned | None,
    promotion: Promotion,
    rollout: Rollout,
) -> None:
    """Lambda takes what a new release provisions, beside what the others of its function do.

    Args:
        function: The function released.
        name: The alias that is about to be made.
        provisioned: What it provisions, if anything.
        promotion: What decides which version it serves. Equal ones certainly mean the same.
        rollout: The way of a new version.

    Raises:
        ConstructError: It serves two versions, its version is provisioned by another release
            already, the function has what excludes provisioning, or its reservation is too small:
            for all that is provisioned, or for an old version and a new one beside each other.
    """
    if provisioned is None:
        return
    require_type("provisioned", provisioned, Provisioned, "a Provisioned such as Provisioned(5)")
    amount = provisioned.least
    if isinstance(rollout.strategy, Split):
        raise ConstructError(
            f"provisioned concurrency must be on an alias of one version, got {amount} beside "
            "weights"
        )
    for other in function.releases.values():
        if other.provisioned is not None and other.promotion == promotion:
            raise ConstructError(
                f"a version must have at most 1 provisioned concurrency, got 2 on {promotion}: "
                f"{other.name}, {name}"
            )
    if isinstance(function, ExistingFunction):
        reserved = resource_of(function.function).reserved_concurrent_executions  # type: ignore[attr-defined]
    else:
        function.features.require_no_exclusion_of_provisioning(amount)
        reserved = function.reserved_concurrency
    if reserved is not None and not is_token(reserved):
        _require_reserved(int(reserved), function, name, provisioned)


def _require_reserved(
    reserved: int, function: Releasable, name: str, provisioned: Provisioned
) -> None:
    all_of_them = {
        each.name: each.provisioned
        for each in function.releases.values()
        if each.provisioned is not None
    } | {name: provisioned}
    total = sum(each.least for each in all_of_them.values())
    require(above_reserved(reserved, total))
    for alias, each in all_of_them.items():
        require(shift_shortfall(alias, each.least, provisioned=total, reserved=reserved))
    if provisioned.most > reserved:
        raise ConstructError(
            f"what {name} may scale to must be at most the {reserved} that the function reserves, "
            f"got {provisioned.most}"
        )


def tell_of_one_version_twice(
    alias: lambda_.Alias, function: Releasable, name: str, provisioned: Provisioned | None
) -> None:
    """Whoever synthesizes the app is warned of releases that may come to provision one version.

    Lambda refuses the second one, in the middle of the deployment that promotes the version.
    """
    if provisioned is None:
        return
    others = [each.name for each in function.releases.values() if each.provisioned is not None]
    if others:
        both = " and ".join([*others, name])
        Annotations.of(alias).add_warning_v2(
            "keel:one-version-provisioned-twice",
            f"{both} each provision concurrency: a deployment that gives two of them the same "
            "version fails, because Lambda provisions a version for one alias only",
        )


def scale(alias: lambda_.Alias, provisioned: Provisioned | None) -> None:
    """Application Auto Scaling moves what the alias provisions, where something is to."""
    if provisioned is None or not provisioned.is_scaled:
        return
    scheduled = provisioned.schedule.items()
    target = autoscaling.CfnScalableTarget(
        alias,
        "Scaling",
        service_namespace=_NAMESPACE,
        scalable_dimension=_DIMENSION,
        # The alias's own name for itself refers to it: a name typed out would not wait for it.
        resource_id=f"function:{alias.function_name}",
        min_capacity=provisioned.concurrency,
        max_capacity=_highest(provisioned),
        scheduled_actions=_actions(scheduled, provisioned) if scheduled else None,
    )
    if provisioned.up_to is not None:
        tracking = autoscaling.CfnScalingPolicy
        tracking(
            alias,
            "Utilization",
            policy_name="utilization",
            policy_type="TargetTrackingScaling",
            # Not the target itself, of which the CDK names the resource id, which is another thing.
            scaling_target_id=target.ref,
            target_tracking_scaling_policy_configuration=(
                tracking.TargetTrackingScalingPolicyConfigurationProperty(
                    target_value=provisioned.utilization or DEFAULT_UTILIZATION,
                    predefined_metric_specification=tracking.PredefinedMetricSpecificationProperty(
                        predefined_metric_type=UTILIZATION_METRIC
                    ),
                )
            ),
        )


def _highest(provisioned: Provisioned) -> int:
    # Not the amount to start from: a schedule edited at noon would take back what it gave at eight.
    if provisioned.up_to is not None:
        return provisioned.up_to
    return provisioned.concurrency if is_token(provisioned.concurrency) else provisioned.most


def _actions(
    scheduled: Iterable[tuple[str, int]], provisioned: Provisioned
) -> list[autoscaling.CfnScalableTarget.ScheduledActionProperty]:
    target = autoscaling.CfnScalableTarget
    return [
        target.ScheduledActionProperty(
            schedule=expression,
            scheduled_action_name=_action_name(expression),
            timezone=None if expression.startswith("rate") else provisioned.time_zone,
            scalable_target_action=target.ScalableTargetActionProperty(
                min_capacity=amount, max_capacity=provisioned.up_to or amount
            ),
        )
        for expression, amount in scheduled
    ]


def _action_name(expression: str) -> str:
    """The expression without what the name of an action cannot have: `/`, `:` and `|`."""
    return expression.replace("/", " by ").replace(":", ".").replace("|", " or ")
