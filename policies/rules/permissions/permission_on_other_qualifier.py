"""The permission is for another qualifier of the function than the caller uses.

A permission on the function does not hold for calls of its alias, and one on an alias not for
calls of the function. The names look alike and every call is refused. It happens when callers move
to an alias and their permissions stay behind.

Avoid:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  ReportVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Report
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Report
      FunctionVersion: !GetAtt ReportVersion.Version
      Name: live
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: report
          Arn: !Ref Live
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```

Prefer:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  ReportVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Report
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Report
      FunctionVersion: !GetAtt ReportVersion.Version
      Name: live
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: report
          Arn: !Ref Live
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Live
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.calls import calls
from policies.template.environment import Environment
from policies.template.function_target import LATEST
from policies.template.grants import Verdict, grant_of


@rule(
    "permission-on-other-qualifier",
    on=Environment,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/using-aliases.html",
    beside=("AWS::Lambda::Permission",),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge the callers of one account and region."""
    told = set()
    for call in calls(environment):
        verdict, permission = grant_of(call)
        if verdict is not Verdict.OTHER_QUALIFIER or permission is None or permission in told:
            continue
        told.add(permission)
        target = permission.target
        if target and target.qualifier == LATEST:  # as permission-on-latest tells
            continue
        granted = target.label if target else "another"
        fix = f"set FunctionName of {permission.logical_id} to {call.target.label}"
        if call.is_unqualified:
            fix = f"let {call.caller.logical_id} call {granted} in {call.at}, or {fix}"
        yield Finding(
            permission,
            f"permission must be on what {call.caller.logical_id} calls, {call.target.label}, got "
            f"one on {granted}",
            fix,
            at="FunctionName",
        )
