"""An alias provisions a fixed amount, and its scaling may take all of it away.

With a capacity of 0 Application Auto Scaling deletes the provisioned concurrency of the alias, at
night for instance. CloudFormation looks for it when it updates the alias: "No Provisioned
Concurrency Config found for this function", and the release fails, but only outside office hours.
Keep a minimum of 1, or leave the amount to the scaling alone.

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
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 5
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    DependsOn: Live
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: !Sub function:${Quote}:live
      MinCapacity: 1
      MaxCapacity: 20
      ScheduledActions:
        - ScheduledActionName: night
          Schedule: cron(0 22 * * ? *)
          ScalableTargetAction:
            MinCapacity: 0
            MaxCapacity: 0
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
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 5
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    DependsOn: Live
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: !Sub function:${Quote}:live
      MinCapacity: 1
      MaxCapacity: 20
      ScheduledActions:
        - ScheduledActionName: night
          Schedule: cron(0 22 * * ? *)
          ScalableTargetAction:
            MinCapacity: 1
            MaxCapacity: 1
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "provisioned-concurrency-scaled-to-zero",
    on=Alias,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html",
    given=("ProvisionedConcurrencyConfig",),
    beside=("AWS::ApplicationAutoScaling::ScalableTarget",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    fixed, scaled = alias.provisioned_concurrency, alias.scalable_target
    if scaled is None or not isinstance(fixed, int) or fixed <= 0:
        return
    for capacity in scaled.capacities:
        if capacity.maximum == 0:
            yield Finding(
                scaled,
                f"scaling must leave 1 or more of the provisioned concurrency that "
                f"{alias.logical_id} sets, got a maximum of 0",
                "set MaxCapacity and MinCapacity to 1 or more, or drop the alias' "
                "ProvisionedConcurrencyConfig",
                at=capacity.place("MaxCapacity"),
            )
