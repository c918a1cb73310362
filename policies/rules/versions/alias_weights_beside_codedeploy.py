"""An alias has weights of its own while CodeDeploy is to shift its traffic.

CodeDeploy starts from an alias that points to one version and sets the weights itself. An alias
that already splits its traffic makes every deployment fail, and the release with it, until somebody
removes the weights by hand. Choose one: weights in the template, moved by whoever edits it, or
CodeDeploy.

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
            FunctionWeight: 0.1
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: quote-live
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
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: quote-live
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "alias-weights-beside-codedeploy",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/troubleshooting-deployments-lambda.html",
    given=("RoutingConfig",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    if alias.shifts_traffic is True and alias.weights:
        yield Finding(
            alias,
            "an alias that CodeDeploy shifts must have no weights of its own, got "
            f"{len(alias.weights)}",
            "drop RoutingConfig, or the CodeDeployLambdaAliasUpdate of its UpdatePolicy",
            at="RoutingConfig",
        )
