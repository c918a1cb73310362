"""The runtime is updated manually, but no version of it is named.

In the mode Manual the function runs one version of its runtime, and RuntimeVersionArn says which.
Without it the deployment fails. The ARN stands in the INIT_START line of the function's logs.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      RuntimeManagementConfig:
        UpdateRuntimeOn: Manual
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
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "manual-runtime-without-version",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_PutRuntimeManagementConfig.html",
    given=("RuntimeManagementConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if (
        function.pins_runtime
        and function.value("RuntimeManagementConfig", "RuntimeVersionArn") is None
    ):
        yield Finding(
            function,
            "runtime update mode Manual must name a version of the runtime, got none",
            "set RuntimeManagementConfig.RuntimeVersionArn, or UpdateRuntimeOn to Auto",
            at="RuntimeManagementConfig.UpdateRuntimeOn",
        )
