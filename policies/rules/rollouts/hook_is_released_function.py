"""A rollout calls the function that it releases as its own hook.

CodeDeploy invokes a hook with the ids of the deployment and waits for a report. The function takes
that for one of its events: it handles nonsense, or fails on it, and the rollout waits an hour for a
report. What is invoked is the unqualified function, which is not what the alias will serve either.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: releases-live
        BeforeAllowTrafficHook: !Ref Bill
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Smoke:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: releases-live
        BeforeAllowTrafficHook: !Ref Smoke
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "hook-is-released-function",
    on=Alias,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html",
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    for name, hook in alias.hooks.items():
        if hook.function is alias.function:
            yield Finding(
                alias,
                f"{_in_words(name)} hook must be a function of its own, got the released "
                f"{hook.function.logical_id}",
                f"name a function in {name} that tries the new version and reports the result",
            )


def _in_words(name: str) -> str:
    return "before-traffic" if name.startswith("Before") else "after-traffic"
