"""The memory size is one that Lambda does not accept.

CloudFormation's schema allows up to 32,768 MB, which is for functions with a capacity provider;
every other function stops at 10,240 MB. Templates with a value in between pass every schema check
and fail at deployment.

Avoid:

```yaml
Resources:
  Resize:
    Type: AWS::Lambda::Function
    Properties:
      MemorySize: 16384
```

Prefer:

```yaml
Resources:
  Resize:
    Type: AWS::Lambda::Function
    Properties:
      MemorySize: 10240
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_MEMORY
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.function import Function


@rule(
    "memory-out-of-range",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
    given=("MemorySize",),
    supersedes=("cfn-lint::E3034",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    yield from out_of_bounds(function, FUNCTION_MEMORY, function.memory_mb, at="MemorySize")
