"""A permission lets everybody call the function.

The principal `*` without a source is every AWS account there is: anybody who learns the function's
ARN calls it, at your cost and with what it may do. Name the service or account that calls it. For
a service, SourceArn says in whose name; for an organization, PrincipalOrgID.

The grants that a function URL with AuthType NONE needs are url-public's to judge.

Avoid:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: "*"
```

Prefer:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: "123456789012"
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.permission import EVERYBODY, Permission


@rule(
    "permission-for-everybody",
    on=Permission,
    severity=Severity.ERROR,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    is_narrowed = permission.has_source or permission.event_source_token is not None
    if permission.principal == EVERYBODY and not is_narrowed and not permission.is_of_url:
        action = permission.action
        what = action if isinstance(action, str) else "the action"
        yield Finding(
            permission,
            f"principal must be a service or an account, got * for {what}: every AWS account",
            "name the service or account that calls it, or add SourceArn, SourceAccount or "
            "PrincipalOrgID",
            at="Principal",
        )
