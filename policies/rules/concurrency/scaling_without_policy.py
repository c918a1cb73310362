"""Provisioned concurrency has bounds to scale between, but nothing that scales it.

A scalable target alone keeps the capacity at its minimum. Without a scaling policy or a scheduled
action nothing ever moves it towards the maximum, so the environments that were meant for the peak
are never there, and those of the minimum are paid for day and night.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    DependsOn: Live
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: !Sub function:${Quote}:live
      MinCapacity: 5
      MaxCapacity: 20
```

Prefer:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    DependsOn: Live
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: !Sub function:${Quote}:live
      MinCapacity: 5
      MaxCapacity: 20
  Tracking:
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.environment import Environment
from policies.template.resources.scalable_target import ScalableTarget
from policies.template.resources.scaling_policy import ScalingPolicy


@rule(
    "scaling-without-policy",
    on=Environment,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html",
    beside=("AWS::ApplicationAutoScaling::ScalableTarget",),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge one account and region."""
    targets = environment.resources(ScalableTarget)
    policies = environment.resources(ScalingPolicy) if targets else []
    if any(policy.is_of_anything for policy in policies):
        return
    moved = {policy.scalable_target for policy in policies}
    for scaled in targets:
        minimum, maximum = scaled.minimum_capacity, scaled.maximum_capacity
        if (
            scaled not in moved
            and scaled.scales_provisioned_concurrency
            and scaled.value("ScheduledActions") is None
            and isinstance(minimum, int)
            and isinstance(maximum, int)
            and minimum < maximum
        ):
            yield Finding(
                scaled,
                f"scaling from {minimum} to {maximum} must have a policy or a scheduled action, "
                "got neither",
                "add an AWS::ApplicationAutoScaling::ScalingPolicy with ScalingTargetId: "
                f"!Ref {scaled.logical_id}",
                at="MaxCapacity",
            )
