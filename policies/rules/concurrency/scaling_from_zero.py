"""Scaling by utilization starts at a capacity of 0, from which it never gets away.

Lambda measures the utilization of provisioned concurrency only while there is some. With a minimum
of 0 and no first amount on the alias there is none, so the metric is never there, its alarm never
fires, and nothing is ever provisioned. AWS asks for a first amount before scaling is set up; a
minimum of 1 or more has the same effect.

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
      MinCapacity: 0
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
      MinCapacity: 1
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

from policies.domain.concurrency import UTILIZATION_METRIC
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.scaling_policy import ScalingPolicy


@rule(
    "scaling-from-zero",
    on=ScalingPolicy,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    beside=("AWS::ApplicationAutoScaling::ScalableTarget",),
)
def check(policy: ScalingPolicy) -> Iterator[Finding]:
    """Judge one scaling policy."""
    scaled = policy.scalable_target
    alias = scaled.alias if scaled else None
    if (
        scaled is not None
        and alias is not None
        and policy.predefined_metric == UTILIZATION_METRIC
        and scaled.minimum_capacity == 0
        and scaled.value("ScheduledActions") is None
        and alias.value("ProvisionedConcurrencyConfig") is None
    ):
        yield Finding(
            scaled,
            "scaling by utilization must start from 1 or more, got a minimum of 0 and nothing "
            f"provisioned on {alias.logical_id}",
            "set MinCapacity to 1 or more, or a first ProvisionedConcurrencyConfig on the alias",
            at="MinCapacity",
        )
