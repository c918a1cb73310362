"""A weighted alias sends part of its traffic to $LATEST.

Both versions behind a weighted alias have to be published; with $LATEST on either side Lambda
refuses the alias and the deployment fails. Publish what is to be tried as a version: then the share
of the traffic goes to one known thing, not to whatever was uploaded last.

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
      RoutingConfig:
        AdditionalVersionWeights:
          - FunctionVersion: $LATEST
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_target import LATEST
from policies.template.resources.alias import Alias


@rule(
    "alias-weight-on-latest",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
    given=("RoutingConfig",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    weights = alias.weights
    places = ["FunctionVersion"] if weights and alias.points_to_latest is True else []
    places += [f"{each.at}.FunctionVersion" for each in weights if each.version == LATEST]
    for place in places:
        yield Finding(
            alias,
            f"both versions of a weighted alias must be published, got {LATEST}",
            "publish a version (AWS::Lambda::Version) and set FunctionVersion to its Version",
            at=place,
        )
