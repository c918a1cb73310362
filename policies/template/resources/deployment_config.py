"""AWS::CodeDeploy::DeploymentConfig."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from policies.template.resource import Resource

if TYPE_CHECKING:
    from policies.template.values import Unresolved

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-codedeploy-deploymentconfig.html
_DEFAULT_PLATFORM: Final = "Server"

CANARY: Final = "TimeBasedCanary"
LINEAR: Final = "TimeBasedLinear"
ALL_AT_ONCE: Final = "AllAtOnce"
# The names of share and interval below the key that the type has as well.
_SHIFTS: Final = {
    CANARY: ("CanaryPercentage", "CanaryInterval"),
    LINEAR: ("LinearPercentage", "LinearInterval"),
}


class TrafficShift(NamedTuple):
    """How much moves and what passes until the next step, each with its place."""

    percentage: int | Unresolved | None
    interval_minutes: int | Unresolved | None
    percentage_at: str
    interval_at: str


class DeploymentConfig(Resource):
    """A deployment configuration of one's own."""

    type_name: ClassVar[str] = "AWS::CodeDeploy::DeploymentConfig"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("DeploymentConfigName")

    @property
    def compute_platform(self) -> str | Unresolved:
        """What it is for: Lambda, ECS or Server."""
        platform = self.text("ComputePlatform")
        return _DEFAULT_PLATFORM if platform is None else platform

    @property
    def routing(self) -> str | Unresolved | None:
        """TimeBasedCanary, TimeBasedLinear or AllAtOnce."""
        return self.text("TrafficRoutingConfig", "Type")

    @property
    def shift(self) -> TrafficShift | None:
        """The steps of its routing; None when it has none."""
        routing = self.routing
        if not isinstance(routing, str) or routing not in _SHIFTS:
            return None
        place = "TrafficRoutingConfig", routing
        if self.value(*place) is None:
            return None
        share, interval = _SHIFTS[routing]
        return TrafficShift(
            self.integer(*place, share),
            self.integer(*place, interval),
            ".".join((*place, share)),
            ".".join((*place, interval)),
        )
