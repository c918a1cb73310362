"""A wrapper script is to start the function, and no layer brings it.

AWS_LAMBDA_EXEC_WRAPPER names a script that starts the runtime. Below `/opt` is what layers bring,
and the function has none: no environment starts, and every invocation fails. A layer that was
taken out leaves the variable behind.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Handler: bill.handler
      Code:
        S3Bucket: releases
        S3Key: bill-4f2a.zip
      Environment:
        Variables:
          AWS_LAMBDA_EXEC_WRAPPER: /opt/otel-instrument
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Handler: bill.handler
      Code:
        S3Bucket: releases
        S3Key: bill-4f2a.zip
      Layers:
        - arn:aws:lambda:eu-west-1:123456789012:layer:otel:4
      Environment:
        Variables:
          AWS_LAMBDA_EXEC_WRAPPER: /opt/otel-instrument
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_code import ZIP
from policies.template.resources.function import EXEC_WRAPPER, Function

_LAYERS: Final = "/opt/"


@rule(
    "wrapper-without-layer",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html",
    given=("Environment",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    variables = function.environment_variables
    script = variables.get(EXEC_WRAPPER) if isinstance(variables, dict) else None
    if not isinstance(script, str) or not script.startswith(_LAYERS):
        return
    if function.layers == [] and function.code.package_type == ZIP:
        yield Finding(
            function,
            f"wrapper {script} must come from a layer, got none",
            f"list the layer that has it, or drop {EXEC_WRAPPER}",
            at=f"Environment.Variables.{EXEC_WRAPPER}",
        )
