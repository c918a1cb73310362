"""An alias provisions an amount that its own scaling does not allow.

AWS advises a first amount for an alias whose provisioned concurrency is scaled. That amount has to
be one that the scaling allows: CloudFormation sets 50, Application Auto Scaling takes it back to
its maximum of 20, and whatever was sized for 50 is throttled or starts cold from then on. Below the
minimum it is the other way round, and what you pay for is not what the alias says.

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
        ProvisionedConcurrentExecutions: 50
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    DependsOn: Live
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: !Sub function:${Quote}:live
      MinCapacity: 5
      MaxCapacity: 20
      ScheduledActions:
        - ScheduledActionName: morning
          Schedule: cron(0 7 * * ? *)
          ScalableTargetAction:
            MinCapacity: 10
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
      MinCapacity: 5
      MaxCapacity: 20
      ScheduledActions:
        - ScheduledActionName: morning
          Schedule: cron(0 7 * * ? *)
          ScalableTargetAction:
            MinCapacity: 10
```
"""

from collections.abc import Iterator

from policies.domain.limits import PROVISIONED_CONCURRENCY
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "provisioned-concurrency-outside-scaling",
    on=Alias,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    given=("ProvisionedConcurrencyConfig",),
    beside=("AWS::ApplicationAutoScaling::ScalableTarget",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    fixed, scaled = alias.provisioned_concurrency, alias.scalable_target
    if scaled is None or not isinstance(fixed, int) or not PROVISIONED_CONCURRENCY.admits(fixed):
        return  # a number that is none at all is provisioned-concurrency-out-of-range's
    minimum, maximum = scaled.minimum_capacity, scaled.maximum_capacity
    if not isinstance(minimum, int) or not isinstance(maximum, int):
        return
    # Bounds that cross are scaling-minimum-above-maximum's, 0 is -scaled-to-zero's.
    if minimum > maximum or maximum == 0:
        return
    if not minimum <= fixed <= maximum:
        yield Finding(
            alias,
            f"provisioned concurrency must be within the {minimum} to {maximum} of its scaling "
            f"({scaled.logical_id}), got {fixed}",
            f"set ProvisionedConcurrentExecutions to {min(max(fixed, minimum), maximum)}, or the "
            "scaling to what you mean",
            at="ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
        )
