"""Provisioned concurrency is asked for, but none of it.

Lambda takes 1 or more. With 0, which templates get from a parameter that means "none in this
stage", it refuses the alias or version and the deployment fails. What provisions nothing is a
template without the property: `AWS::NoValue` in one branch of an `Fn::If`.

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
        ProvisionedConcurrentExecutions: 0
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
```
"""

from collections.abc import Iterator

from policies.domain.limits import PROVISIONED_CONCURRENCY
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias
from policies.template.resources.version import Version


@rule(
    "provisioned-concurrency-out-of-range",
    on=(Alias, Version),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html",
    given=("ProvisionedConcurrencyConfig",),
)
def check(holder: Alias | Version) -> Iterator[Finding]:
    """Judge one alias or version."""
    amount = holder.provisioned_concurrency
    problem = PROVISIONED_CONCURRENCY.violation(amount) if isinstance(amount, int) else None
    if problem:
        yield Finding(
            holder,
            problem,
            "drop ProvisionedConcurrencyConfig to provision nothing, or provision 1 or more",
            at="ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
        )
