"""A scalable target of Lambda is not named as Application Auto Scaling names one.

For provisioned concurrency, ServiceNamespace is `lambda`, ScalableDimension
`lambda:function:ProvisionedConcurrency` and ResourceId `function:NAME:ALIAS`, which is no ARN.
Anything else is refused, and the deployment fails.

Avoid:

```yaml
Resources:
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ProvisionedConcurrency
      ResourceId: arn:aws:lambda:eu-west-1:123456789012:function:bill:live
      MinCapacity: 5
      MaxCapacity: 5
```

```yaml
Resources:
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: lambda
      ScalableDimension: lambda:function:ReservedConcurrency
      ResourceId: function:bill:live
      MinCapacity: 5
      MaxCapacity: 5
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
      MaxCapacity: 5
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.arns import components
from policies.template.resources.scalable_target import DIMENSION, ScalableTarget

_NAMESPACE: Final = "lambda"
_FUNCTION: Final = "function"


@rule(
    "scaling-target-malformed",
    on=ScalableTarget,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
)
def check(scaled: ScalableTarget) -> Iterator[Finding]:
    """Judge one scalable target."""
    namespace, dimension = scaled.text("ServiceNamespace"), scaled.text("ScalableDimension")
    if _NAMESPACE not in (namespace, str(dimension).partition(":")[0]):
        return
    if isinstance(dimension, str) and dimension != DIMENSION:
        yield _other(scaled, "ScalableDimension", DIMENSION, dimension)
    if isinstance(namespace, str) and namespace != _NAMESPACE:
        yield _other(scaled, "ServiceNamespace", _NAMESPACE, namespace)
    parts = components(scaled.value("ResourceId"))
    if parts and isinstance(parts[0], str) and parts[0] != _FUNCTION:
        yield Finding(
            scaled,
            "resource id must be function:NAME:ALIAS, got "
            f"{'an ARN' if parts[0] == 'arn' else parts[0]}",
            "write function:, the name of the function, a colon and the name of the alias",
            at="ResourceId",
        )


def _other(scaled: ScalableTarget, name: str, wanted: str, seen: str) -> Finding:
    return Finding(
        scaled,
        f"property {name} must be {wanted} for provisioned concurrency, got {seen}",
        f"set {name} to {wanted}",
        at=name,
    )
