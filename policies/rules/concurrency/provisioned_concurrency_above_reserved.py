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
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: "1"
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
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: "1"
      Name: live
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 25
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "provisioned-concurrency-above-reserved",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    reserved, provisioned = function.reserved_concurrency, function.least_provisioned_concurrency
    if isinstance(reserved, int) and provisioned > reserved >= 0:
        yield Finding(
            function,
            f"provisioned concurrency must be at most the {reserved} that the function reserves, "
            f"got {provisioned} over its aliases and versions",
            f"reserve {provisioned} or more, or provision {reserved} or less",
            at="ReservedConcurrentExecutions",
        )
