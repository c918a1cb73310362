"""What a release is told beside its function and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from constructs_lib.promotion import Promotion
from constructs_lib.rollout import Rollout
from policies.domain.rollouts import Canary

if TYPE_CHECKING:
    from aws_cdk import aws_sns as sns

    from constructs_lib.alarm_policy import AlarmPolicy
    from constructs_lib.async_invocation import AsyncInvocation
    from constructs_lib.hooks import Hook
    from constructs_lib.monitoring import Monitoring
    from constructs_lib.provisioned import Provisioned

# Whoever names no rollout has not weighed one: a bad version then costs a tenth of the traffic for
# five minutes, and a deployment waits no longer than CodeDeploy's shortest own canary.
DEFAULT_ROLLOUT: Final = Rollout(Canary(percentage=10, bake_minutes=5))
DEFAULT_PROMOTION: Final = Promotion.latest()


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
