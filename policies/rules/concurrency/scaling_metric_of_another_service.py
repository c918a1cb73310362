"""The scaling of provisioned concurrency follows a metric that is not Lambda's.

Of the metrics that Application Auto Scaling knows by name, one belongs to provisioned concurrency:
LambdaProvisionedConcurrencyUtilization. It refuses a policy that tracks that of another service,
copied from a table or an ECS service, and the deployment fails.

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
          PredefinedMetricType: DynamoDBReadCapacityUtilization
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

from policies.domain.concurrency import UTILIZATION_METRIC
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.scaling_policy import ScalingPolicy


@rule(
    "scaling-metric-of-another-service",
    on=ScalingPolicy,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html",
)
def check(policy: ScalingPolicy) -> Iterator[Finding]:
    """Judge one scaling policy."""
    metric = policy.predefined_metric
    if (
        isinstance(metric, str)
        and metric != UTILIZATION_METRIC
        and policy.scales_provisioned_concurrency
    ):
        yield Finding(
            policy,
            f"the metric of provisioned concurrency must be {UTILIZATION_METRIC}, got {metric}",
            f"set PredefinedMetricType to {UTILIZATION_METRIC}",
            at="TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification",
        )
