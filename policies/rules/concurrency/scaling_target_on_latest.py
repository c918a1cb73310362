"""The scaling of provisioned concurrency is meant for $LATEST.

Only a published version, or an alias that points to one, has provisioned concurrency. A resource id
without a qualifier, or with $LATEST, names what has none, and so does an alias that points to
$LATEST: Application Auto Scaling refuses it and the deployment fails.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: !Sub function:${Quote}
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
from policies.template.function_target import LATEST
from policies.template.resources.scalable_target import ScalableTarget


@rule(
    "scaling-target-on-latest",
    on=ScalableTarget,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html",
)
def check(scaled: ScalableTarget) -> Iterator[Finding]:
    """Judge one scalable target."""
    target = scaled.target
    if target is None:
        return
    if target.alias is not None and target.alias.points_to_latest is True:
        seen = f"{target.alias.logical_id}, which points to {LATEST}"
    elif target.qualifier in (None, LATEST):
        seen = "a function without a qualifier" if target.qualifier is None else LATEST
    else:
        return
    yield Finding(
        scaled,
        f"scaling must be of an alias of a published version or of a version, got {seen}",
        "set ResourceId to function:NAME:ALIAS, of an alias that points to a published version",
        at="ResourceId",
    )
