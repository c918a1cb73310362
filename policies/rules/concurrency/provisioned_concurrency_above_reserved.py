"""A function provisions more concurrency than it reserves.

Reserved concurrency is the ceiling of the whole function, all versions and aliases together.
Lambda refuses provisioned concurrency whose sum over aliases and versions is above it.

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
from policies.template.function import Function


@rule(
    "provisioned-concurrency-above-reserved",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    reserved = function.reserved_concurrency
    if not isinstance(reserved, int):
        return
    amounts = [each.provisioned_concurrency for each in function.aliases if each.is_certain is True]
    amounts += [
        each.provisioned_concurrency for each in function.versions if each.is_certain is True
    ]
    provisioned = sum(amount for amount in amounts if isinstance(amount, int))
    if provisioned > reserved:
        yield Finding(
            function,
            f"provisioned concurrency must be at most the {reserved} that the function reserves, "
            f"got {provisioned} over its aliases and versions",
            f"reserve {provisioned} or more, or provision {reserved} or less",
            at="ReservedConcurrentExecutions",
        )
