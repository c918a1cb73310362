"""The memory size is left to the default.

128 MB comes with a fourteenth of a CPU. Most functions are faster and cost no more with some
hundred megabytes; what the function needs is worth a measurement and a line in the template.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      MemorySize: 512
```
"""

from collections.abc import Iterator

from policies.domain.limits import DEFAULT_MEMORY_MB, FUNCTION_MEMORY
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "memory-default",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
    supersedes=("serverless-rules::ES1005",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.value("MemorySize") is None and function.uses_capacity_provider is False:
        default = FUNCTION_MEMORY.quantity(DEFAULT_MEMORY_MB)
        yield Finding(
            function,
            f"memory should be what the function needs, got the default {default}",
            "measure it with AWS Lambda Power Tuning and set MemorySize",
            at="MemorySize",
        )
