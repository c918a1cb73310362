"""The timeout is one that Lambda does not accept.

CloudFormation's schema allows more than Lambda does: 5,400 s is legal, but only for functions with
a capacity provider. Every other function above 900 s fails at deployment, after everything before
it in the stack was already changed.

Avoid:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 1800
```

Prefer:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 900
```

Work that takes longer belongs into Step Functions, a batch job, or a durable function.
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_TIMEOUT
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.function import Function


@rule(
    "timeout-out-of-range",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
    given=("Timeout",),
    supersedes=("cfn-lint::E3717", "cfn-lint::E3034"),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    yield from out_of_bounds(function, FUNCTION_TIMEOUT, function.timeout_seconds, at="Timeout")
