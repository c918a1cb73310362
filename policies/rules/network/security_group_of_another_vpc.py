"""A security group of the function belongs to another VPC than its subnets.

Lambda refuses the pair, and the deployment fails. A security group without VpcId belongs to the
account's default VPC, which is how it mostly happens.

Avoid:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
      AvailabilityZone: !Select [0, !GetAZs ""]
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
      AvailabilityZone: !Select [1, !GetAZs ""]
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: what Score may reach
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Group.GroupId]
        SubnetIds: [!Ref SubnetA, !Ref SubnetB]
```

Prefer:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
      AvailabilityZone: !Select [0, !GetAZs ""]
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
      AvailabilityZone: !Select [1, !GetAZs ""]
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: what Score may reach
      VpcId: !Ref Vpc
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Group.GroupId]
        SubnetIds: [!Ref SubnetA, !Ref SubnetB]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.vpc_membership import foreign_security_groups, name_of, vpcs_of_subnets


@rule(
    "security-group-of-another-vpc",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html",
    given=("VpcConfig",),
    beside=("AWS::EC2::Subnet",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    vpcs = vpcs_of_subnets(function)
    if len(vpcs) != 1:
        return  # subnets-of-several-vpcs says so
    own = name_of(vpcs[0])
    for group, theirs in foreign_security_groups(function, vpcs[0]):
        yield Finding(
            function,
            f"security groups must belong to {own}, the VPC of the subnets, "
            f"got {group} of {theirs}",
            f"take a security group of {own}, or set VpcId of this one to it",
            at="VpcConfig.SecurityGroupIds",
        )
