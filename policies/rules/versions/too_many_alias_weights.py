"""An alias splits its traffic over more than two versions.

An alias has FunctionVersion and one additional version. A third one is refused and the deployment
fails. CloudFormation's schema takes any number of them, so nothing says so before.

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
  QuoteVersion3:
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
          - FunctionVersion: !GetAtt QuoteVersion3.Version
            FunctionWeight: 0.1
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

from policies.domain.limits import ALIAS_ADDITIONAL_VERSIONS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "too-many-alias-weights",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
    given=("RoutingConfig",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    problem = ALIAS_ADDITIONAL_VERSIONS.violation(len(alias.weights))
    if problem:
        yield Finding(
            alias,
            problem,
            "keep the one version that is to be tried, and drop the others",
            at="RoutingConfig.AdditionalVersionWeights",
        )
