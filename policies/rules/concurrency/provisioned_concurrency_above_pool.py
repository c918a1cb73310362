"""The functions of an account and region provision more than may be taken from the pool.

What a function provisions without reserving is taken out of the concurrency that all functions
share, and Lambda keeps 100 of that for those that do neither. What would leave less is refused, and
the deployment fails. The sum is taken over all stacks and stages of the assembly that go to the
same account and region, reservations included; what other deployments put there counts as well, and
no assembly shows it.

Tell Keel of another quota with `[keel.accounts."123456789012".eu-west-1] concurrency = 3000`; "*"
stands for every account or region, and for stacks that name none.

Avoid:

```yaml
Resources:
  Ingest:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 600
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 400
```

Prefer:

```yaml
Resources:
  Ingest:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 600
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 100
```
"""

from collections.abc import Iterator

from policies.domain.concurrency import largest_few
from policies.engine import Effect, Finding, Severity, rule
from policies.template.concurrency import reservations, unreserved_provisions
from policies.template.environment import Environment


@rule(
    "provisioned-concurrency-above-pool",
    on=Environment,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
    anywhere=("ProvisionedConcurrencyConfig", "ScalableDimension"),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge one account and region."""
    quota = environment.quota
    reserved = sum(reservations(environment).values())
    provisions = unreserved_provisions(environment)
    provisioned = sum(provisions.values())
    overdraft = quota.overdraft(reserved + provisioned)
    # Reservations that are too much by themselves are unreserved-concurrency-below-floor's.
    if not overdraft or not provisions or quota.overdraft(reserved):
        return
    largest = max(provisions, key=lambda function: provisions[function])
    named = largest_few({each.logical_id: amount for each, amount in provisions.items()})
    place = f" in {environment}" if environment.account else ""
    yield Finding(
        largest,
        f"unreserved concurrency must be at least {quota.floor} of {quota.pool}, got "
        f"{quota.pool - reserved - provisioned}: {provisioned} provisioned and {reserved} "
        f"reserved{place}",
        f"provision {overdraft} less (most have {named}), or set the account's quota in Keel's "
        "configuration: concurrency, unreserved-floor",
    )
