"""The inline policies of a role are larger together than IAM takes.

All inline policies of a role share 10,240 characters, white space not counted: those that it holds
itself and those that AWS::IAM::Policy attaches, where the CDK's grants go. The deployment fails
with the policy that is one too many.

The rule counts what is known; what the deployment adds, such as the names of resources, comes on
top.

Avoid:

```yaml
Parameters:
  Bills:
    Type: String
    Default: arn:aws:s3:::bills-of-the-company/a-folder-for-each-of-its-tenants/the-tenant/
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
                Resource: !Sub
                  - "${A}${A}${A}${A}${A}${A}${A}${A}"
                  - A: !Sub
                      - "${B}${B}${B}${B}"
                      - B: !Sub "${Bills}${Bills}${Bills}${Bills}${Bills}"
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

from policies.domain.limits import INLINE_POLICIES_SIZE
from policies.engine import Effect, Finding, Severity, rule
from policies.template.policy_size import inline_policies_characters
from policies.template.resources.role import Role


@rule(
    "inline-policies-too-large",
    on=Role,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
)
def check(role: Role) -> Iterator[Finding]:
    """Judge one role."""
    problem = INLINE_POLICIES_SIZE.violation(inline_policies_characters(role))
    if problem and role.is_for_functions:
        yield Finding(
            role,
            f"{problem} or more",
            "cover many ARNs with one wildcard, or move statements to an AWS::IAM::ManagedPolicy",
        )
