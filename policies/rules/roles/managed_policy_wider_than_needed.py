"""A function has a policy of AWS that allows all of a service.

A policy such as `AmazonS3FullAccess` is made for people who administer a service: it lets a
function that reads one object delete every bucket of the account. Write a policy with the actions
that the function calls and the ARNs it calls them on; in the CDK the `grant` methods write it.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - arn:aws:iam::aws:policy/AmazonS3FullAccess
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
                Action: s3:GetObject
                Resource: arn:aws:s3:::bills/*
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.domain.enumeration import enumerated
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.role import Role
from policies.template.rights import aws_policy, aws_policy_name


@rule(
    "managed-policy-wider-than-needed",
    on=Role,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-permissions.html",
)
def check(role: Role) -> Iterator[Finding]:
    """Judge one role."""
    managed = role.managed_policies
    if not isinstance(managed, list) or not role.is_for_functions:
        return
    for index, arn in enumerate(managed):
        policy = aws_policy(arn)
        services = policy.whole_services if policy else []
        if services and "*" not in services:
            yield Finding(
                role,
                f"rights of functions must be named, got {aws_policy_name(arn)}: "
                f"all of {enumerated(services)}",
                "write a policy with the actions that the function calls, and their ARNs",
                at=f"ManagedPolicyArns.{index}",
            )
