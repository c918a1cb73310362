"""A layer is listed without its version.

A function attaches one version of a layer, so its ARN ends in a number. A layer's own ARN, `latest`
or a bare name fails the deployment with a regular expression for an explanation.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Layers:
        - arn:aws:lambda:eu-west-1:123456789012:layer:ledger
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Layers:
        - arn:aws:lambda:eu-west-1:123456789012:layer:ledger:7
```
"""

from collections.abc import Iterator

from policies.domain.names import layer_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.arns import components
from policies.template.certain import certain_elements
from policies.template.resources.function import Function
from policies.template.values import Text


@rule(
    "layer-without-version",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
    given=("Layers",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for number, layer in enumerate(certain_elements(function.layers)):
        parts = components(layer) if isinstance(layer, (str, Text)) else None
        texts = [part if isinstance(part, str) else "" for part in parts or ()]
        problem = layer_problem(texts) if texts else None
        if problem:
            fix = "end it with the number of the version, or refer to the AWS::Lambda::LayerVersion"
            yield Finding(function, problem, fix, at=f"Layers.{number}")
