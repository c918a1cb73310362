"""The function lists more layers than Lambda attaches.

Five is the bound, extensions that arrive as layers (monitoring, secrets, profilers) included.
Merge your own layers first: they are the ones you can rebuild.

Avoid:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Layers:
        - arn:aws:lambda:eu-west-1:123456789012:layer:numpy:4
        - arn:aws:lambda:eu-west-1:123456789012:layer:pandas:2
        - arn:aws:lambda:eu-west-1:123456789012:layer:models:11
        - arn:aws:lambda:eu-west-1:123456789012:layer:shared:7
        - arn:aws:lambda:eu-west-1:123456789012:layer:settings:1
        - arn:aws:lambda:eu-west-1:123456789012:layer:monitoring:3
```

Prefer:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Layers:
        - arn:aws:lambda:eu-west-1:123456789012:layer:science:1
        - arn:aws:lambda:eu-west-1:123456789012:layer:shared:8
        - arn:aws:lambda:eu-west-1:123456789012:layer:monitoring:3
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_LAYERS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.values import PerhapsAbsent


@rule(
    "too-many-layers",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    given=("Layers",),
    supersedes=("cfn-lint::E3032",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    layers = function.layers
    if not isinstance(layers, list):
        return
    # An element that a condition decides may turn out to be AWS::NoValue: it is not counted.
    certain = sum(not isinstance(layer, PerhapsAbsent) for layer in layers)
    problem = FUNCTION_LAYERS.violation(certain)
    if problem:
        fix = f"merge layers until {FUNCTION_LAYERS.maximum} or fewer are left"
        yield Finding(function, problem, fix, at="Layers")
