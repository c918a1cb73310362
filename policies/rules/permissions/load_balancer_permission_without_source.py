"""A load balancer of any account may call the function.

Elastic Load Balancing takes a function as a target only if it may already call it, so the
permission exists before the target group and cannot name its ARN: CDK leaves the source out. A
pattern can be known before: SourceArn is compared with wildcards, and the account's own target
groups are narrow enough to keep strangers out.

Avoid:

```yaml
Resources:
  Shop:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Shop
      Action: lambda:InvokeFunction
      Principal: elasticloadbalancing.amazonaws.com
```

Prefer:

```yaml
Resources:
  Shop:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Shop
      Action: lambda:InvokeFunction
      Principal: elasticloadbalancing.amazonaws.com
      SourceArn: !Sub arn:aws:elasticloadbalancing:*:${AWS::AccountId}:targetgroup/*
```
"""

from collections.abc import Iterator

from policies.domain.service_principals import LOAD_BALANCING, service_of
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.permission import Permission


@rule(
    "load-balancer-permission-without-source",
    on=Permission,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html",
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    principal = permission.principal
    if isinstance(principal, str) and service_of(principal) == LOAD_BALANCING:
        if permission.has_source:
            return
        yield Finding(
            permission,
            f"permission for {principal} must name its source, got no SourceArn",
            "set SourceArn to the account's target groups: "
            "!Sub arn:aws:elasticloadbalancing:*:${AWS::AccountId}:targetgroup/*",
            at="Principal",
        )
