"""The weight of an alias' additional version is no fraction of 1.

A weight is the share of the traffic for the additional version, from 0 to 1; FunctionVersion gets
the rest. `10` for ten percent is refused, and the deployment fails: ten percent is 0.1.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  QuoteVersion2:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
      RoutingConfig:
        AdditionalVersionWeights:
          - FunctionVersion: !GetAtt QuoteVersion2.Version
            FunctionWeight: 10
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
  QuoteVersion2:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
      RoutingConfig:
        AdditionalVersionWeights:
          - FunctionVersion: !GetAtt QuoteVersion2.Version
            FunctionWeight: 0.1
```
"""

from collections.abc import Iterator

from policies.domain.limits import ALIAS_WEIGHT
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "alias-weight-out-of-range",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
    given=("RoutingConfig",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    for additional in alias.weights:
        weight = additional.weight
        problem = ALIAS_WEIGHT.violation(weight) if isinstance(weight, (int, float)) else None
        if problem:
            yield Finding(
                alias,
                problem,
                "set FunctionWeight to the fraction, such as 0.1 for 10 %",
                at=f"{additional.at}.FunctionWeight",
            )
