"""Provisioned concurrency is scaled on an alias that the function does not have.

Application Auto Scaling asks Lambda about what it is to scale and refuses an alias that does not
exist: the deployment fails. Judged are functions with aliases in the assembly.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: !Sub function:${Bill}:prod
      MinCapacity: 5
      MaxCapacity: 5
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    DependsOn: Live
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: !Sub function:${Bill}:live
      MinCapacity: 5
      MaxCapacity: 5
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_target import missing_alias
from policies.template.resources.scalable_target import ScalableTarget


@rule(
    "scaling-target-on-missing-alias",
    on=ScalableTarget,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html",
    beside=("AWS::Lambda::Alias",),
)
def check(scaled: ScalableTarget) -> Iterator[Finding]:
    """Judge one scalable target."""
    target = scaled.target
    wanted = missing_alias(target) if target else None
    if target is None or wanted is None:
        return
    names = ", ".join(str(alias.name) for alias in target.function.aliases)
    yield Finding(
        scaled,
        f"scaling must be of an alias that {target.function.logical_id} has, {names}, got {wanted}",
        f"end ResourceId in the name of an alias: {names}",
        at="ResourceId",
    )
