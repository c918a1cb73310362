"""A function reserves more concurrency than the account has.

Reserved concurrency is taken out of the account's pool for the region: 1,000 unless AWS has set
another quota. What exceeds it cannot be granted, and the deployment fails.

Tell Keel of another quota with `[keel.accounts."123456789012".eu-west-1] concurrency = 3000`; "*"
stands for every account or region, and for stacks that name none.

Avoid:

```yaml
Resources:
  Ingest:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 1500
```

Prefer:

```yaml
Resources:
  Ingest:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 500
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "reserved-concurrency-above-pool",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    given=("ReservedConcurrentExecutions",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    reserved = function.reserved_concurrency
    quota = function.template.environment.quota
    if isinstance(reserved, int) and reserved > quota.pool:
        yield Finding(
            function,
            f"reserved concurrency must be at most the account's {quota.pool}, got {reserved}",
            f"reserve {quota.reservable} or less, or ask AWS for more and set it as Keel's quota",
            at="ReservedConcurrentExecutions",
        )
