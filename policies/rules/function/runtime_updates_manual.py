"""The runtime gets no security patches.

In the mode Manual Lambda leaves the function on one version of its runtime for good. AWS means it
for rolling back from a version that broke something, for days. Left in a template it keeps known
holes open long after they were closed for everybody else.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      RuntimeManagementConfig:
        UpdateRuntimeOn: Manual
        RuntimeVersionArn: arn:aws:lambda:eu-west-1::runtime:0cdcfbdefbc5e7d3343f73c2
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      RuntimeManagementConfig:
        UpdateRuntimeOn: FunctionUpdate
```

Where this is a rollback, acknowledge it with a date on which it expires.
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "runtime-updates-manual",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html",
    given=("RuntimeManagementConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.pins_runtime and function.value("RuntimeManagementConfig", "RuntimeVersionArn"):
        yield Finding(
            function,
            "runtime update mode must be Auto or FunctionUpdate to get patches, got Manual",
            "set RuntimeManagementConfig.UpdateRuntimeOn to Auto, or to FunctionUpdate",
            at="RuntimeManagementConfig.UpdateRuntimeOn",
        )
