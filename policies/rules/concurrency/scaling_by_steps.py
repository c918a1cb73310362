"""Provisioned concurrency is to be scaled by steps, which it cannot be.

Application Auto Scaling takes no policy of type StepScaling for Lambda: provisioned concurrency
follows a target of its utilization, or a schedule. The deployment fails.

Avoid:

```yaml
Resources:
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: function:bill:live
      MinCapacity: 5
      MaxCapacity: 20
  Steps:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: steps
      PolicyType: StepScaling
      ScalingTargetId: !Ref Scaling
      StepScalingPolicyConfiguration:
        AdjustmentType: ChangeInCapacity
        StepAdjustments:
          - MetricIntervalLowerBound: 0
            ScalingAdjustment: 5
```

Prefer:

```yaml
Resources:
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: function:bill:live
      MinCapacity: 5
      MaxCapacity: 20
  Utilization:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: utilization
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Scaling
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 0.7
        PredefinedMetricSpecification:
          PredefinedMetricType: LambdaProvisionedConcurrencyUtilization
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.scaling_policy import ScalingPolicy

_STEPS: Final = "StepScaling"
_TRACKING: Final = "TargetTrackingScaling"


@rule(
    "scaling-by-steps",
    on=ScalingPolicy,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalingPolicy.html",
    given=("PolicyType",),
)
def check(policy: ScalingPolicy) -> Iterator[Finding]:
    """Judge one scaling policy."""
    if policy.text("PolicyType") == _STEPS and policy.scales_provisioned_concurrency:
        yield Finding(
            policy,
            f"policy of provisioned concurrency must be {_TRACKING}, got {_STEPS}",
            f"set PolicyType to {_TRACKING}, with a TargetTrackingScalingPolicyConfiguration",
            at="PolicyType",
        )
