"""The functions of an account and region leave too little concurrency unreserved.

Lambda keeps 100 of an account's concurrency for functions that reserve none, so reservations may
add up to 900 of the default 1,000. One template cannot tell: the sum is taken over all stacks and
stages of the assembly that go to the same account and region. Functions that other deployments
put there count as well, which no assembly shows.

Tell Keel of another quota with `[keel.accounts."123456789012".eu-west-1] concurrency = 3000`; "*"
stands for every account or region, and for stacks that name none.

Avoid:

```yaml
Resources:
  Ingest:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 600
  Report:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 400
```

Prefer:

```yaml
Resources:
  Ingest:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 600
  Report:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 300
```
"""

from collections.abc import Iterator

from policies.domain.concurrency import largest_few
from policies.engine import Effect, Finding, Severity, rule
from policies.template.concurrency import reservations
from policies.template.environment import Environment


@rule(
    "unreserved-concurrency-below-floor",
    on=Environment,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge one account and region."""
    quota = environment.quota
    # What exceeds the pool alone is reserved-concurrency-above-pool's to tell.
    reserved = reservations(environment)
    total = sum(reserved.values())
    overdraft = quota.overdraft(total)
    if not overdraft:
        return
    largest = sorted(reserved, key=lambda function: -reserved[function])
    named = largest_few({each.logical_id: reserved[each] for each in largest})
    number = "1 function reserves" if len(reserved) == 1 else f"{len(reserved)} functions reserve"
    place = f" in {environment}" if environment.account else ""
    yield Finding(
        largest[0],
        f"unreserved concurrency must be at least {quota.floor} of {quota.pool}, got "
        f"{quota.pool - total}: {number} {total}{place}",
        f"reserve {overdraft} less (most have {named}), or set the account's quota in Keel's "
        "configuration: concurrency, unreserved-floor",
        at="ReservedConcurrentExecutions",
    )
