"""The scaling of provisioned concurrency may go higher than the function reserves.

Lambda refuses provisioned concurrency above the function's reserved concurrency. Nobody sees that
at deployment: Application Auto Scaling tries, fails, and tries again, and capacity stays where it
is at the peak for which the maximum was meant.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 20
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
      MinCapacity: 10
      MaxCapacity: 50
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
    Properties:
      ReservedConcurrentExecutions: 50
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
      MinCapacity: 10
      MaxCapacity: 50
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
from policies.template.resources.scalable_target import ScalableTarget


@rule(
    "scaling-maximum-above-reserved",
    on=ScalableTarget,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
)
def check(scaled: ScalableTarget) -> Iterator[Finding]:
    """Judge one scalable target."""
    function = scaled.function
    reserved = function.reserved_concurrency if function else None
    if function is None or not isinstance(reserved, int) or reserved <= 0:
        return  # a function that is off is reserved-concurrency-zero's
    if function.least_provisioned_concurrency > reserved:
        return  # provisioned-concurrency-above-reserved says more
    for capacity in scaled.capacities:
        if isinstance(capacity.maximum, int) and capacity.maximum > reserved:
            yield Finding(
                scaled,
                f"maximum capacity must be at most the {reserved} that {function.logical_id} "
                f"reserves, got {capacity.maximum}",
                f"set MaxCapacity to {reserved} or less, or reserve {capacity.maximum} or more",
                at=capacity.place("MaxCapacity"),
            )
