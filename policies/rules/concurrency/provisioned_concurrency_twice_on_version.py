"""Provisioned concurrency is asked for twice on the same version.

A version can have one provisioned concurrency: its own, or that of one alias which points to it.
Two aliases of a current version that both provision (BETA and PROD, say), or an alias beside the
version itself, are refused: the second one fails the deployment. Provision for the alias that
serves the users; the others run on demand.

Where Application Auto Scaling keeps a minimum for an alias, that is a provisioned concurrency too.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Beta:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: BETA
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 1
  Prod:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: PROD
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 20
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
  Beta:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: BETA
  Prod:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: PROD
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 20
```
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.resources.version import Version

if TYPE_CHECKING:
    from policies.template.resources.alias import Alias


@rule(
    "provisioned-concurrency-twice-on-version",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    beside=("AWS::Lambda::Alias",),
    anywhere=("ProvisionedConcurrencyConfig", "ScalableDimension"),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    holders: dict[Version | str, list[Alias | Version]] = {}
    for version in function.versions:
        amount = version.provisioned_concurrency
        if isinstance(amount, int) and amount > 0 and version.is_certain is True:
            holders[version] = [version]
    for alias in function.aliases:
        meant = alias.version
        if (
            isinstance(meant, Version | str)
            and alias.points_to_latest is False
            and alias.least_provisioned_concurrency > 0
            and alias.is_certain is True
        ):
            holders.setdefault(meant, []).append(alias)
    for meant, found in holders.items():
        if len(found) > 1:
            name = meant.logical_id if isinstance(meant, Version) else f"version {meant}"
            yield Finding(
                found[-1],
                f"a version must have at most 1 provisioned concurrency, got {len(found)} on "
                f"{name}: {', '.join(each.logical_id for each in found)}",
                f"provision on {found[0].logical_id} or on {found[-1].logical_id}, or point "
                "them to versions of their own",
                at="ProvisionedConcurrencyConfig",
            )
