"""AWS::ApplicationAutoScaling::ScalingPolicy of provisioned concurrency."""

from __future__ import annotations

from typing import ClassVar, Final

from policies.template.references import sole_reference
from policies.template.resource import Resource
from policies.template.resources.scalable_target import (
    DIMENSION,
    ScalableTarget,
    scaled_function,
)
from policies.template.values import Unresolved

_TRACKING: Final = "TargetTrackingScalingPolicyConfiguration"


class ScalingPolicy(Resource):
    """When Application Auto Scaling moves the capacity of a scalable target."""

    type_name: ClassVar[str] = "AWS::ApplicationAutoScaling::ScalingPolicy"

    __slots__ = ()

    @property
    def scalable_target(self) -> ScalableTarget | None:
        """What it scales, named by its id or by the same resource id, when the template has it."""
        named = sole_reference(self.value("ScalingTargetId"))
        if isinstance(named, ScalableTarget):
            return named
        resource_id = self.value("ResourceId")
        if resource_id is None or self.text("ScalableDimension") != DIMENSION:
            return None
        meant = scaled_function(resource_id, self.template)
        if meant is not None and meant.alias is not None:
            found = self.template.environment.related(ScalableTarget, "alias", meant.alias)
        else:
            every = self.template.of(ScalableTarget)
            found = [each for each in every if each.value("ResourceId") == resource_id]
        return found[0] if found else None

    @property
    def scales_provisioned_concurrency(self) -> bool:
        """True when it is Lambda's provisioned concurrency that it scales."""
        if self.text("ScalableDimension") == DIMENSION:
            return True
        target = self.scalable_target
        return target is not None and target.scales_provisioned_concurrency

    @property
    def predefined_metric(self) -> str | Unresolved | None:
        """The metric of AWS that it tracks, None when it tracks none or one of the user's own."""
        return self.text(_TRACKING, "PredefinedMetricSpecification", "PredefinedMetricType")

    @property
    def target_value(self) -> float | Unresolved | None:
        """The value of the metric that it keeps."""
        return self.number(_TRACKING, "TargetValue")

    @property
    def is_of_anything(self) -> bool:
        """Whether only the deployment knows what it scales, Lambda's perhaps."""
        named = self.value("ScalingTargetId")
        if named is None:
            named = self.value("ResourceId")
        dimension = self.text("ScalableDimension")
        is_lambdas = not isinstance(dimension, str) or dimension == DIMENSION
        return isinstance(named, Unresolved) and is_lambdas and self.scalable_target is None
