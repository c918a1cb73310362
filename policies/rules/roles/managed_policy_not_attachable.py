"""A role lists a policy of AWS that does not exist.

The ARN of a managed policy has a path where AWS gave it one: the policies for Lambda's roles are
below `service-role/`. Without it, or with the name of a policy that AWS has withdrawn, IAM knows no
such policy and the deployment fails.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole
```

Prefer:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
```
"""

from collections.abc import Iterator

from policies.domain.managed_policies import attachable_name
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.role import Role
from policies.template.rights import aws_policy_name


@rule(
    "managed-policy-not-attachable",
    on=Role,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/security-iam-awsmanpol.html",
)
def check(role: Role) -> Iterator[Finding]:
    """Judge one role."""
    managed = role.managed_policies
    for index, arn in enumerate(managed if isinstance(managed, list) else []):
        name = aws_policy_name(arn)
        right = attachable_name(name) if name is not None else None
        if right != name:
            yield Finding(
                role,
                f"managed policy must be one that AWS has, such as {right}, got {name}",
                f"list arn:aws:iam::aws:policy/{right}",
                at=f"ManagedPolicyArns.{index}",
            )
