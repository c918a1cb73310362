"""A permission names its source by an ARN that holds no account.

The ARN of a bucket has no account in it. When the bucket is deleted, anybody may create one of the
same name in an account of theirs, and its events reach the function. SourceAccount pins the owner;
so it does for an ARN whose account is left empty or is `*`.

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
      SourceAccount: !Ref AWS::AccountId
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.arns import account_of
from policies.template.references import sole_reference
from policies.template.resources.bucket import Bucket
from policies.template.resources.permission import Permission


@rule(
    "permission-without-account",
    on=Permission,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html",
    supersedes=("cfn-lint::W3663",),
    given=("SourceArn",),
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    arn = permission.source_arn
    if arn is None or permission.value("SourceAccount") is not None:
        return
    if permission.value("PrincipalOrgID") is not None:
        return
    if isinstance(sole_reference(arn), Bucket) or account_of(arn) in ("", "*"):
        yield Finding(
            permission,
            "permission must say whose resource calls, got a SourceArn without an account and no "
            "SourceAccount",
            "set SourceAccount to the account that owns the source: !Ref AWS::AccountId",
            at="SourceArn",
        )
