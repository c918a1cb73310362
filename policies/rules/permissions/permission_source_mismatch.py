"""A permission is for one service and names the source of another.

A service presents the ARN of its own resource: EventBridge that of a rule, SNS that of a topic. A
permission for `sns.amazonaws.com` whose SourceArn is a rule lets nobody in, and the events are lost
or retried until they are. What calls the function gets access denied.

Avoid:

```yaml
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
  Report:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```

Prefer:

```yaml
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
  Report:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```
"""

from collections.abc import Iterator

from policies.domain.service_principals import CALLER_OF_SOURCE, SERVICE_OF_TYPE, service_of
from policies.engine import Effect, Finding, Severity, rule
from policies.template.arn_service import arn_service
from policies.template.resources.permission import Permission
from policies.template.values import Reference


@rule(
    "permission-source-mismatch",
    on=Permission,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html",
    supersedes=("cfn-lint::W3664",),
    given=("SourceArn",),
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    principal, arn = permission.principal, permission.source_arn
    if not isinstance(principal, str):
        return
    if isinstance(arn, Reference):
        source = SERVICE_OF_TYPE.get(arn.resource.type, "")
    else:
        source = arn_service(arn)
    caller, named = CALLER_OF_SOURCE.get(source), service_of(principal)
    if caller and named and named != caller and _is_no_other_service(named, source, caller):
        yield Finding(
            permission,
            f"principal must be {caller}.amazonaws.com for a source of {source}, got {principal}",
            f"set Principal to {caller}.amazonaws.com, or SourceArn to what calls through "
            f"{principal}",
            at="Principal",
        )


def _is_no_other_service(named: str, source: str, caller: str) -> bool:
    """True for one of the callers, and for a name that is none but nearly the right one."""
    is_nearly_right = named.startswith(caller) or caller.startswith(named)
    return named in CALLER_OF_SOURCE.values() or named == source or is_nearly_right
