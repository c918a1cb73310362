"""The subnets of the function belong to several VPCs.

A function is in one VPC, the one that its subnets and security groups have in common. Lambda
refuses the rest when it makes the network interfaces, which fails the deployment.

Avoid:

```yaml
Resources:
  Old:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  New:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.1.0.0/16
  OldSubnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Old
      CidrBlock: 10.0.0.0/24
  NewSubnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref New
      CidrBlock: 10.1.0.0/24
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt New.DefaultSecurityGroup]
        SubnetIds: [!Ref OldSubnet, !Ref NewSubnet]
```

Prefer:

```yaml
Resources:
  New:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.1.0.0/16
  NewSubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref New
      CidrBlock: 10.1.0.0/24
      AvailabilityZone: !Select [0, !GetAZs ""]
  NewSubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref New
      CidrBlock: 10.1.1.0/24
      AvailabilityZone: !Select [1, !GetAZs ""]
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt New.DefaultSecurityGroup]
        SubnetIds: [!Ref NewSubnetA, !Ref NewSubnetB]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.vpc_membership import name_of, vpcs_of_subnets


@rule(
    "subnets-of-several-vpcs",
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
    if len(vpcs) > 1:
        yield Finding(
            function,
            f"subnets must belong to one VPC, got those of {' and '.join(map(name_of, vpcs))}",
            "list subnets of one VPC",
            at="VpcConfig.SubnetIds",
        )
