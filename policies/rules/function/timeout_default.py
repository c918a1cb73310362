"""The timeout is left to the default.

After 3 s an invocation is stopped, wherever it is: a cold start and one slow answer of a service it
calls are enough. The timeout is the longest the caller should wait; write it down.

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
      Timeout: 30
```
"""

from collections.abc import Iterator

from policies.domain.limits import DEFAULT_TIMEOUT_SECONDS, FUNCTION_TIMEOUT
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "timeout-default",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
    supersedes=("serverless-rules::ES1006",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.value("Timeout") is None:
        default = FUNCTION_TIMEOUT.quantity(DEFAULT_TIMEOUT_SECONDS)
        yield Finding(
            function,
            f"timeout should be the longest the caller waits, got the default {default}",
            "set Timeout",
            at="Timeout",
        )
