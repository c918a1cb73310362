"""The architecture is not one that Lambda has.

Architectures is a list of exactly one: x86_64 (the default) or arm64. Names from elsewhere
(`amd64`, `aarch64`, `ARM_64`) and two at once fail the deployment.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Architectures: [aarch64]
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Architectures: [arm64]
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_ARCHITECTURES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.resources.function import Function


@rule(
    "architecture-unknown",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html",
    given=("Architectures",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    listed = function.architectures
    certain = certain_elements(listed)
    choices = FUNCTION_ARCHITECTURES.bounds
    if len(certain) > 1 or listed == []:
        problem = f"architectures must be exactly one, {choices}, got {len(certain)}"
        yield Finding(function, problem, "list the one the code is built for", at="Architectures")
        return
    for name in certain:
        if isinstance(name, str) and name not in FUNCTION_ARCHITECTURES:
            problem = f"architecture must be {choices}, got {name!r}"
            meant = FUNCTION_ARCHITECTURES.nearest(name)
            yield Finding(function, problem, f"list {meant or choices}", at="Architectures")
