"""A function takes no traces of its own.

Under PassThrough, the default, X-Ray shows a request only where the caller has chosen to trace it,
and of a request that came by a queue or a schedule nothing. With Active tracing Lambda samples: the
first request of each second and one in twenty of the others.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      TracingConfig:
        Mode: Active
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import DEFAULT_TRACING_MODE, Function


@rule(
    "tracing-off",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
    supersedes=("serverless-rules::WS1000",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.tracing_mode == DEFAULT_TRACING_MODE:
        is_default = function.value("TracingConfig", "Mode") is None
        yield Finding(
            function,
            f"tracing must be Active, got {DEFAULT_TRACING_MODE}"
            f"{' (the default)' if is_default else ''}",
            "set Mode of TracingConfig to Active",
            at="TracingConfig.Mode",
        )
