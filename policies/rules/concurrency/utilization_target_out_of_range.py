"""The utilization that scaling is to keep is not between 10 and 90 percent.

LambdaProvisionedConcurrencyUtilization runs from 0 to 1, so 0.7 means 70 %. A target of 70 deploys
and is never reached: capacity only ever goes down to its minimum. Above 0.9 there is nothing left
to scale out with before invocations spill over; below 0.1 you pay for ten times what is used.

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
  Tracking:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties:
      PolicyName: utilization
      PolicyType: TargetTrackingScaling
      ScalingTargetId: !Ref Scaling
      TargetTrackingScalingPolicyConfiguration:
        TargetValue: 70
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

from policies.domain.concurrency import UTILIZATION_METRIC, utilization_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.scaling_policy import ScalingPolicy


@rule(
    "utilization-target-out-of-range",
    on=ScalingPolicy,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
)
def check(policy: ScalingPolicy) -> Iterator[Finding]:
    """Judge one scaling policy."""
    value = policy.target_value
    if policy.predefined_metric != UTILIZATION_METRIC or not isinstance(value, (int, float)):
        return
    problem = utilization_problem(value)
    if problem:
        yield Finding(
            policy,
            problem,
            "set TargetValue to 0.7 to keep 70 % in use",
            at="TargetTrackingScalingPolicyConfiguration.TargetValue",
        )
