"""A function may change the rights of any role, user or group.

Whoever may write policies for everybody may write one for itself: the function is an administrator
one call later, whatever else its role says. The same goes for making access keys and for changing
who may assume a role.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: what-bill-does
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action:
                  - iam:AttachRolePolicy
                  - iam:CreateRole
                Resource: "*"
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```

Prefer:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: what-bill-does
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action:
                  - iam:AttachRolePolicy
                  - iam:CreateRole
                Resource: arn:aws:iam::123456789012:role/tenants/*
                Condition:
                  StringEquals:
                    iam:PermissionsBoundary: arn:aws:iam::123456789012:policy/tenant
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.domain.enumeration import enumerated
from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_rights import HOLDERS, Holder, allowing_always


@rule(
    "role-may-raise-own-rights",
    on=HOLDERS,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
)
def check(holder: Holder) -> Iterator[Finding]:
    """Judge one role, or one policy of roles."""
    for statement in allowing_always(holder):
        raising = statement.raising_actions
        if raising and statement.is_about_everything:
            yield Finding(
                holder,
                f"resources of {enumerated(raising)} must be named, got *",
                "list the roles that it manages, with a condition on iam:PermissionsBoundary",
                at=f"{statement.at}.Resource",
            )
