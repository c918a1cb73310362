"""A function is in a VPC, and its role may not make network interfaces there.

Lambda makes, looks at and deletes the interfaces through which the function reaches its VPC with
the function's role, and refuses the function when the role may not. These actions are allowed on
`*` only.

The rule is silent where a policy is known at deployment only.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
      VpcConfig:
        SubnetIds: [subnet-0a1b2c3d, subnet-4e5f6a7b]
        SecurityGroupIds: [sg-0a1b2c3d]
```

Prefer:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
      VpcConfig:
        SubnetIds: [subnet-0a1b2c3d, subnet-4e5f6a7b]
        SecurityGroupIds: [sg-0a1b2c3d]
```
"""

from collections.abc import Iterator

from policies.domain.needed_rights import NETWORK
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import lacking_rights
from policies.template.certain import certain_elements
from policies.template.resources.function import Function


@rule(
    "role-lacks-network-rights",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    given=("VpcConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if certain_elements(function.subnets):
        policy = "service-role/AWSLambdaVPCAccessExecutionRole"
        yield from lacking_rights(function, function, NETWORK, at="VpcConfig", policy=policy)
