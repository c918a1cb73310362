"""The function lists a layer twice.

Lambda attaches one version of a layer: it refuses two different ones, and it refuses the same one
listed twice as if they were. Mostly one comes from a shared setting (a base class, an Aspect, a
plugin that adds its extension) and the other from the function itself.

Avoid:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Layers:
        - arn:aws:lambda:eu-west-1:123456789012:layer:numpy:4
        - arn:aws:lambda:eu-west-1:123456789012:layer:models:11
        - arn:aws:lambda:eu-west-1:123456789012:layer:numpy:5
```

Prefer:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Layers:
        - arn:aws:lambda:eu-west-1:123456789012:layer:numpy:5
        - arn:aws:lambda:eu-west-1:123456789012:layer:models:11
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.layers import Layer, layers_of
from policies.template.resources.function import Function


@rule(
    "two-versions-of-one-layer",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html",
    given=("Layers",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    seen: dict[object, Layer] = {}
    for layer in layers_of(function):
        # One without a name of its own is the only version that its resource ever has at a time.
        key = (layer.account, layer.name) if layer.name is not None else layer.resource
        first = seen.setdefault(key, layer)
        if first is not layer:
            yield Finding(
                function,
                f"layers must be different ones, got two versions of {layer.name or layer}, "
                f"at {first.position} and {layer.position} of the list",
                f"list {layer.name or layer} once",
                at=f"Layers.{layer.position}",
            )
