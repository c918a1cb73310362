"""A layer of the function is said to be for the other architecture.

Lambda does not compare the two. Compiled parts of the layer fail to load when the function starts,
an extension in it fails to start (`exec format error`), and with it every invocation. A function
without Architectures runs on x86_64.

Avoid:

```yaml
Resources:
  Numbers:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: packages, S3Key: numbers.zip}
      CompatibleArchitectures: [x86_64]
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Architectures: [arm64]
      Layers: [!Ref Numbers]
```

Prefer:

```yaml
Resources:
  Numbers:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: packages, S3Key: numbers.zip}
      CompatibleArchitectures: [x86_64, arm64]
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Architectures: [arm64]
      Layers: [!Ref Numbers]
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_ARCHITECTURES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.layers import layers_of
from policies.template.resources.function import Function


@rule(
    "layer-architecture-mismatch",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html",
    given=("Layers",),
    beside=("AWS::Lambda::LayerVersion",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    own = function.architecture
    if own not in FUNCTION_ARCHITECTURES:  # as architecture-unknown tells
        return
    for layer in layers_of(function):
        told = layer.resource.compatible_architectures if layer.resource is not None else None
        if not isinstance(own, str) or not isinstance(told, list) or not told:
            continue
        known = [each for each in told if isinstance(each, str)]
        if len(known) == len(told) and own not in known:
            yield Finding(
                function,
                f"layers must be for {own}, the function's architecture, "
                f"got {layer} for {', '.join(known)}",
                f"build {layer} for {own} and add it to CompatibleArchitectures",
                at=f"Layers.{layer.position}",
            )
