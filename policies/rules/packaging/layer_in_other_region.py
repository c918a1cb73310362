"""A layer of the function is in another region.

Lambda takes layers of the function's own region only. An ARN that was copied from a stack in
another region fails the deployment; layers that many publish (AWS Lambda Powertools, monitoring
agents) have an ARN per region, and `${AWS::Region}` in it follows the stack.

Where the stack does not say its region, layers of two regions are reported: one of them is wrong
wherever it is deployed.

Avoid:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Layers:
        - arn:aws:lambda:eu-west-1:123456789012:layer:numpy:4
        - arn:aws:lambda:us-east-1:123456789012:layer:models:11
```

Prefer:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Layers:
        - !Sub arn:aws:lambda:${AWS::Region}:123456789012:layer:numpy:4
        - !Sub arn:aws:lambda:${AWS::Region}:123456789012:layer:models:11
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.layers import layers_of
from policies.template.resources.function import Function


@rule(
    "layer-in-other-region",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html",
    given=("Layers",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    own = function.template.environment.region
    placed = [layer for layer in layers_of(function) if layer.region is not None]
    for layer in placed:
        if layer.region == (own or placed[0].region):
            continue
        if own:
            problem = f"layers must be in {own}, the function's region, got"
            fix = f"take the ARN of {layer} in {own}, or write ${{AWS::Region}} for its region"
        else:
            problem = f"layers must be in one region, got {placed[0]} of {placed[0].region} and"
            fix = "take the ARNs of one region, or write ${AWS::Region} in place of both"
        problem += f" {layer} of {layer.region}"
        yield Finding(function, problem, fix, at=f"Layers.{layer.position}")
