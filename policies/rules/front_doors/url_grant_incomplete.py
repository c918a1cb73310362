"""A caller of a function URL has one of the two grants it needs.

Until October 2025 `lambda:InvokeFunctionUrl` was enough. URLs made since then need
`lambda:InvokeFunction` as well, and refuse everybody who has one of them only; with
InvokedViaFunctionUrl the second grant holds for what comes through the URL alone. URLs from before
go on with one, until a deployment replaces them.

Avoid:

```yaml
Resources:
  Shop:
    Type: AWS::Lambda::Function
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Shop
      AuthType: AWS_IAM
  ByUrl:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Shop
      Action: lambda:InvokeFunctionUrl
      Principal: cloudfront.amazonaws.com
      SourceArn: arn:aws:cloudfront::123456789012:distribution/E1A2B3
      FunctionUrlAuthType: AWS_IAM
```

Prefer:

```yaml
Resources:
  Shop:
    Type: AWS::Lambda::Function
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Shop
      AuthType: AWS_IAM
  ByUrl:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Shop
      Action: lambda:InvokeFunctionUrl
      Principal: cloudfront.amazonaws.com
      SourceArn: arn:aws:cloudfront::123456789012:distribution/E1A2B3
      FunctionUrlAuthType: AWS_IAM
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Shop
      Action: lambda:InvokeFunction
      Principal: cloudfront.amazonaws.com
      SourceArn: arn:aws:cloudfront::123456789012:distribution/E1A2B3
      InvokedViaFunctionUrl: true
```
"""

from collections.abc import Iterator

from policies.domain.service_principals import service_of
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.permission import EVERYBODY, INVOKE, INVOKE_BY_URL, Permission
from policies.template.url_grants import has_second_grant


@rule(
    "url-grant-incomplete",
    on=Permission,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    principal = permission.principal
    if permission.action != INVOKE_BY_URL or not isinstance(principal, str):
        return
    # Users and roles may have the other one from a policy of their own.
    if principal != EVERYBODY and service_of(principal) is None:
        return
    if has_second_grant(permission) is False:
        yield Finding(
            permission,
            f"principal {principal} must have {INVOKE} too to call a function URL, got "
            f"{INVOKE_BY_URL} only",
            f"add an AWS::Lambda::Permission with Action {INVOKE}, the same Principal and "
            "InvokedViaFunctionUrl true",
            at="Action",
        )
