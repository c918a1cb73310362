"""A service may call the function for anybody who uses that service.

`events.amazonaws.com` is the same service for all AWS customers. Without SourceArn or
SourceAccount, a rule in a stranger's account that names this function's ARN is let in as well: the
confused deputy. AWS's own consoles add the source; templates written by hand often forget it.

Load balancers have a rule of their own, for in one template their ARN cannot be named in time.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Bill:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: !Ref Orders
```
"""

from collections.abc import Iterator

from policies.domain.service_principals import LOAD_BALANCING, service_of
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.permission import Permission


@rule(
    "permission-without-source",
    on=Permission,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
    supersedes=("checkov::CKV_AWS_364",),
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    principal = permission.principal
    if not isinstance(principal, str) or permission.has_source:
        return
    if service_of(principal) in (None, LOAD_BALANCING) or permission.event_source_token is not None:
        return
    yield Finding(
        permission,
        f"permission for {principal} must name its source, got neither SourceArn nor SourceAccount",
        "set SourceArn to the ARN of what calls the function, or SourceAccount to your account",
        at="Principal",
    )
