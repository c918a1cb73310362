"""The function may use IPv6, but a subnet of it has no IPv6 addresses.

`Ipv6AllowedForDualStack` is accepted when every subnet of the function has a range of IPv4 and one
of IPv6. With one that has not, the deployment fails.

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
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        Ipv6AllowedForDualStack: true
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
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
      Ipv6CidrBlock: 2001:db8:1234:1a00::/64
      AvailabilityZone: !Select [0, !GetAZs ""]
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
      Ipv6CidrBlock: 2001:db8:1234:1a01::/64
      AvailabilityZone: !Select [1, !GetAZs ""]
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        Ipv6AllowedForDualStack: true
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref SubnetA, !Ref SubnetB]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.network import subnets_of
from policies.template.resources.function import Function


@rule(
    "ipv6-without-dual-stack",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    given=("VpcConfig",),
    beside=("AWS::EC2::Subnet",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.uses_ipv6 is not True:
        return
    subnets = subnets_of(function) or ()
    without = [subnet.logical_id for subnet in subnets if subnet.is_dual_stack is False]
    if without:
        yield Finding(
            function,
            "subnets must have IPv6 addresses for Ipv6AllowedForDualStack, "
            f"got {', '.join(without)} without",
            f"set Ipv6CidrBlock of {without[0]}, or take Ipv6AllowedForDualStack out",
            at="VpcConfig.Ipv6AllowedForDualStack",
        )
