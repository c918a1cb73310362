"""An alias gives a share of its traffic to the version that gets the rest anyway.

Lambda refuses an additional version that is FunctionVersion as well: "Function version is already
included in routing configuration", and the deployment fails. It happens where a template publishes
one version only and both places name it; the version that served before is not in the template any
more.

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
          - FunctionVersion: !GetAtt QuoteVersion1.Version
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
from policies.template.resources.alias import Alias
from policies.template.resources.version import Version


@rule(
    "alias-weight-on-same-version",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
    given=("RoutingConfig",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    own = alias.version
    # $LATEST behind weights is alias-weight-on-latest's.
    if not isinstance(own, Version | str) or alias.points_to_latest is True:
        return
    name = own.logical_id if isinstance(own, Version) else own
    for additional in alias.weights:
        if additional.version == own:
            yield Finding(
                alias,
                f"additional version must be another than FunctionVersion, got {name} for both",
                "set the additional FunctionVersion to the version to split with, or drop "
                "RoutingConfig",
                at=f"{additional.at}.FunctionVersion",
            )
