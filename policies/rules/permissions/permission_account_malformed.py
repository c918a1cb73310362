"""SourceAccount is no account id.

An account id has 12 digits. Without quotes YAML reads one with a leading zero as a number, and the
zero is gone; spaces and hyphens that consoles show do not belong to it. Lambda refuses the
permission and the deployment fails.

Avoid:

```yaml
Resources:
  Resize:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Resize
      Action: lambda:InvokeFunction
      Principal: s3.amazonaws.com
      SourceArn: arn:aws:s3:::photos
      SourceAccount: 1234-5678-9012
```

Prefer:

```yaml
Resources:
  Resize:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Resize
      Action: lambda:InvokeFunction
      Principal: s3.amazonaws.com
      SourceArn: arn:aws:s3:::photos
      SourceAccount: "123456789012"
```
"""

from collections.abc import Iterator

from policies.domain.limits import ACCOUNT_ID_DIGITS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.permission import Permission


@rule(
    "permission-account-malformed",
    on=Permission,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html",
    given=("SourceAccount",),
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    account = permission.source_account
    if not isinstance(account, str):
        return
    digits = len(account) if account.isascii() and account.isdecimal() else None
    if digits != ACCOUNT_ID_DIGITS:
        yield Finding(
            permission,
            f"source account must be {ACCOUNT_ID_DIGITS} digits, got {account!r}",
            "set SourceAccount to the account id in quotes, or to !Ref AWS::AccountId",
            at="SourceAccount",
        )
