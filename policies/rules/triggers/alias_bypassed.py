"""A caller reaches the function past the alias that its releases go through.

The template publishes versions and has an alias that points to them, so that a new version can be
shifted to, watched and rolled back. A caller that names the function itself gets $LATEST: the new
code runs for it in full the moment it is uploaded, no canary sees its errors, no rollback reaches
it, and provisioned concurrency waits for calls that never come.

Where several aliases exist, any of them is better than none.

Avoid:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  ReportVersion:
    Type: AWS::Lambda::Version
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      FunctionName: !Ref Report
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Report
      FunctionVersion: !GetAtt ReportVersion.Version
      Name: live
  Orders:
    Type: AWS::Kinesis::Stream
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Report
      StartingPosition: TRIM_HORIZON
```

Prefer:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  ReportVersion:
    Type: AWS::Lambda::Version
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      FunctionName: !Ref Report
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Report
      FunctionVersion: !GetAtt ReportVersion.Version
      Name: live
  Orders:
    Type: AWS::Kinesis::Stream
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Live
      StartingPosition: TRIM_HORIZON
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.calls import calls
from policies.template.environment import Environment
from policies.template.function_target import LATEST
from policies.template.grants import Verdict, grant_of
from policies.template.resources.function import Function
from policies.template.resources.version import Version

_SAM = "AWS::Serverless::Function"


@rule(
    "alias-bypassed",
    on=Environment,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html",
    beside=("AWS::Lambda::Alias",),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge the callers of one account and region."""
    for call in calls(environment):
        aliases = _releases(call.target.function) if call.is_unqualified else []
        # One that is refused anyway is permission-on-other-qualifier's to tell, alias and all.
        if not aliases or grant_of(call).verdict is Verdict.OTHER_QUALIFIER:
            continue
        name = call.target.function.logical_id
        seen = call.target.qualifier or f"no qualifier: {LATEST}"
        fix = f"set {call.at} to {aliases[0]}"
        if call.at.lower().endswith(".uri"):  # a path of Lambda's API with the ARN in it
            fix = f"put {aliases[0]} in the place of the function in {call.at}"
        if call.principal is not None:
            fix += ", and FunctionName of its permission too"
        yield Finding(
            call.caller,
            f"caller must use an alias of {name} ({', '.join(aliases)}), got {seen}",
            fix,
            at=call.at,
        )


def _releases(function: Function) -> list[str]:
    """The aliases that the deployment points to versions it publishes."""
    return [
        f"!Ref {alias.written_id}.Alias"
        if alias.written_type == _SAM
        else f"!Ref {alias.logical_id}"
        for alias in function.aliases
        if alias.is_certain is True and isinstance(alias.version, Version)
    ]
