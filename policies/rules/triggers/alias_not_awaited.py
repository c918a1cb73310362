"""Something names an alias that may not exist yet when it is created.

CloudFormation creates what does not depend on each other side by side. The name of an alias, in a
Qualifier or behind the function's ARN, is no dependency: whether the alias exists when Lambda is
asked for a URL, a mapping or a permission for it is chance, and the deployment fails when not.

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
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Bill
      Qualifier: live
      AuthType: AWS_IAM
```

Prefer:

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
  Url:
    Type: AWS::Lambda::Url
    DependsOn: Live
    Properties:
      TargetFunctionArn: !Ref Bill
      Qualifier: live
      AuthType: AWS_IAM
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.dependencies import depends_on
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.permission import Permission
from policies.template.resources.url import Url


@rule(
    "alias-not-awaited",
    on=(EventSourceMapping, Permission, Url),
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
    beside=("AWS::Lambda::Alias",),
)
def check(user: EventSourceMapping | Permission | Url) -> Iterator[Finding]:
    """Judge one resource."""
    alias = user.target.alias if user.target else None
    if alias is None or alias.template is not user.template or depends_on(user, alias):
        return
    yield Finding(
        user,
        f"alias {alias.logical_id} must exist first, got its name only, which waits for nothing",
        f"add DependsOn: {alias.logical_id}",
        at=user.qualifier_at if isinstance(user, Url) else "FunctionName",
    )
