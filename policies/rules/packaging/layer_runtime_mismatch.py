"""A layer of the function is said to be for other runtimes.

Lambda does not compare the two: CompatibleRuntimes is what lists of layers are filtered by. A layer
built for another version of the language deploys, and then its compiled parts cannot be imported,
or its folder (`python/lib/python3.12/site-packages`) is not looked into. Whoever declares a layer
knows what it was built for; when it was built for this runtime as well, the list should say so.

Avoid:

```yaml
Resources:
  Numbers:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: packages, S3Key: numbers.zip}
      CompatibleRuntimes: [python3.12]
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Layers: [!Ref Numbers]
```

Prefer:

```yaml
Resources:
  Numbers:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: packages, S3Key: numbers.zip}
      CompatibleRuntimes: [python3.13, python3.14]
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Layers: [!Ref Numbers]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.layers import layers_of
from policies.template.resources.function import Function


@rule(
    "layer-runtime-mismatch",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html",
    given=("Layers",),
    beside=("AWS::Lambda::LayerVersion",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    own = function.runtime
    for layer in layers_of(function):
        told = layer.resource.compatible_runtimes if layer.resource is not None else None
        if not isinstance(own, str) or not isinstance(told, list) or not told:
            continue
        known = [each for each in told if isinstance(each, str)]
        if len(known) == len(told) and own not in known:
            yield Finding(
                function,
                f"layers must be for {own}, the function's runtime, "
                f"got {layer} for {', '.join(known)}",
                f"build {layer} for {own} and add it to CompatibleRuntimes",
                at=f"Layers.{layer.position}",
            )
