"""The function is in a VPC of dedicated tenancy.

Lambda does not attach functions to a VPC whose instances run on hardware of their own. Attach it to
a VPC of default tenancy and peer that one with the dedicated one.

Avoid:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      InstanceTenancy: dedicated
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref Subnet, subnet-0a1b2c3d]
```

Prefer:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref Subnet, subnet-0a1b2c3d]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.resources.vpc import Vpc
from policies.template.vpc_membership import vpcs_of_subnets


@rule(
    "function-in-dedicated-vpc",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    given=("VpcConfig",),
    beside=("AWS::EC2::Subnet",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for vpc in vpcs_of_subnets(function):
        if isinstance(vpc, Vpc) and vpc.tenancy == "dedicated":
            yield Finding(
                function,
                "the VPC of a function must have default tenancy, "
                f"got {vpc.logical_id} with dedicated",
                "take subnets of a VPC of default tenancy and peer the two",
                at="VpcConfig.SubnetIds",
            )
