"""Provisioned concurrency is asked for $LATEST.

Lambda keeps environments ready for a published version only. An alias that points to $LATEST has
none behind it, so the deployment fails. Publish a version and point the alias there; that is also
what makes the alias something to roll back to.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: $LATEST
      Name: live
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 5
```

Prefer:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion.Version
      Name: live
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 5
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "provisioned-concurrency-on-latest",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    given=("ProvisionedConcurrencyConfig",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    provisioned = alias.provisioned_concurrency
    if isinstance(provisioned, int) and alias.points_to_latest is True:
        yield Finding(
            alias,
            f"provisioned concurrency must be on a published version, got {provisioned} on $LATEST",
            "publish a version (AWS::Lambda::Version) and set FunctionVersion to its Version",
            at="FunctionVersion",
        )
