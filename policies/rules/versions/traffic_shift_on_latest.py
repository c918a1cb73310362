"""CodeDeploy is to shift the traffic of an alias that points to $LATEST.

CodeDeploy moves an alias from one published version to the next, and CloudFormation asks it to when
FunctionVersion changes. $LATEST never changes, so no deployment ever starts: each upload is live
for everybody at once, without canary, hooks, alarms or rollback, although the template shows all of
them.

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
from policies.template.function_target import LATEST
from policies.template.resources.alias import Alias


@rule(
    "traffic-shift-on-latest",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html",
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    # Weights and provisioned concurrency fail the deployment, which their own rules say.
    if alias.weights or alias.provisioned_concurrency is not None:
        return
    if alias.shifts_traffic is True and alias.points_to_latest is True:
        yield Finding(
            alias,
            f"an alias that CodeDeploy shifts must point to a published version, got {LATEST}",
            "publish a version (AWS::Lambda::Version) and set FunctionVersion to its Version",
            at="FunctionVersion",
        )
