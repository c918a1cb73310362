"""A function reserves no concurrency at all, which switches it off.

Reserved concurrency is a ceiling as well. A ceiling of 0 makes Lambda throttle every invocation:
callers get 429, queues fill, and asynchronous events are dropped once they are too old. As a switch
in an emergency that is what it is for; in a template it is more often meant as "nothing reserved",
which is the property left out.

Where the function is off on purpose, say so: allow this rule with the reason and a date.

Avoid:

```yaml
Resources:
  Ingest:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 0
```

Prefer:

```yaml
Resources:
  Ingest:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 20
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "reserved-concurrency-zero",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    given=("ReservedConcurrentExecutions",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    # With anything provisioned the deployment fails: provisioned-concurrency-above-reserved's.
    if function.reserved_concurrency == 0 and not function.least_provisioned_concurrency:
        yield Finding(
            function,
            "reserved concurrency of 0 throttles every invocation, 1 is the least that runs",
            "drop ReservedConcurrentExecutions to reserve nothing, or set it to 1 or more",
            at="ReservedConcurrentExecutions",
        )
