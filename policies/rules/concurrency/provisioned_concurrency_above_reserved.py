"""A function provisions more concurrency than it reserves.

Reserved concurrency is the ceiling of the whole function, all versions and aliases together.
Lambda refuses provisioned concurrency whose sum over aliases and versions is above it. Where
Application Auto Scaling moves it, the minimum it keeps is what counts.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 10
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
        ProvisionedConcurrentExecutions: 25
```

Prefer:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 50
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
        ProvisionedConcurrentExecutions: 25
```
"""

from collections.abc import Iterator

from policies.domain.provisioned_concurrency import above_reserved
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "provisioned-concurrency-above-reserved",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    given=("ReservedConcurrentExecutions",),
    beside=(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "AWS::Lambda::Alias",
    ),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    reserved, provisioned = function.reserved_concurrency, function.least_provisioned_concurrency
    if not isinstance(reserved, int) or reserved < 0:
        return
    problem = above_reserved(reserved, provisioned)
    if problem:
        yield Finding(
            function,
            problem,
            f"reserve {provisioned} or more, or provision {reserved} or less",
            at="ReservedConcurrentExecutions",
        )
