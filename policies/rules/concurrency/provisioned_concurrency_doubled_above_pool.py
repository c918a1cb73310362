"""While CodeDeploy shifts aliases, the account has no room to provision for two versions.

During a release the old version keeps what is provisioned for it while Lambda gets the new one
ready beside it. For a function that reserves nothing both come out of the pool that an account and
region share, of which 100 stay for everybody else. One deployment shifts all aliases of a stack at
the same time, so the sum is taken over all of them. Where it does not fit, new versions run on
demand with cold starts, or everything in the account is throttled.

Tell Keel of another quota with `[keel.accounts."123456789012".eu-west-1] concurrency = 3000`; "*"
stands for every account or region, and for stacks that name none.

Avoid:

```yaml
Resources:
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
        ProvisionedConcurrentExecutions: 500
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: quote-live
```

Prefer:

```yaml
Resources:
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
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: quote-live
```
"""

from collections.abc import Iterator

from policies.domain.concurrency import largest_few
from policies.engine import Effect, Finding, Severity, rule
from policies.template.concurrency import reservations, unreserved_provisions
from policies.template.environment import Environment


@rule(
    "provisioned-concurrency-doubled-above-pool",
    on=Environment,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
    beside=("AWS::Lambda::Alias",),
    anywhere=("ProvisionedConcurrencyConfig", "ScalableDimension"),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge one account and region."""
    quota = environment.quota
    provisions = unreserved_provisions(environment)
    steady = sum(reservations(environment).values()) + sum(provisions.values())
    shifting = {
        alias: alias.least_provisioned_concurrency
        for function in provisions
        for alias in function.aliases
        if alias.shifts_traffic is True and alias.is_certain is True
    }
    overdraft = quota.overdraft(steady + sum(shifting.values()))
    # What does not even fit once is the rules' for reservations and provisions.
    if not overdraft or not any(shifting.values()) or quota.overdraft(steady):
        return
    named = largest_few({each.logical_id: amount for each, amount in shifting.items()})
    place = f" in {environment}" if environment.account else ""
    yield Finding(
        max(shifting, key=lambda alias: shifting[alias]),
        f"unreserved concurrency should be at least {quota.floor} of {quota.pool} while CodeDeploy "
        f"shifts traffic, got {quota.pool - steady - sum(shifting.values())}: {steady} reserved or "
        f"provisioned and {sum(shifting.values())} once more for new versions{place}",
        f"provision {overdraft} less (most have {named}), or set the account's quota in Keel's "
        "configuration: concurrency, unreserved-floor",
        at="ProvisionedConcurrencyConfig",
    )
