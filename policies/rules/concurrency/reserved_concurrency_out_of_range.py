"""The reserved concurrency is negative.

Other tools write -1 for "nothing reserved"; Lambda refuses it and the deployment fails. Leaving the
property out is what reserves nothing. 0 is legal and means something else: the function is off.

Avoid:

```yaml
Resources:
  Ingest:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: -1
```

Prefer:

```yaml
Resources:
  Ingest:
    Type: AWS::Lambda::Function
```
"""

from collections.abc import Iterator

from policies.domain.limits import RESERVED_CONCURRENCY
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "reserved-concurrency-out-of-range",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html",
    given=("ReservedConcurrentExecutions",),
    supersedes=("cfn-lint::E3034",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    reserved = function.reserved_concurrency
    problem = RESERVED_CONCURRENCY.violation(reserved) if isinstance(reserved, int) else None
    if problem:
        yield Finding(
            function,
            problem,
            "drop ReservedConcurrentExecutions to reserve nothing, or set it to 1 or more",
            at="ReservedConcurrentExecutions",
        )
