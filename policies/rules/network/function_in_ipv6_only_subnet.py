"""A subnet of the function has IPv6 addresses only.

Lambda's network interfaces need an IPv4 address in each subnet, also when the function may use
IPv6. The deployment fails.

Avoid:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Modern:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      Ipv6Native: true
      Ipv6CidrBlock: 2001:db8:1234:1a00::/64
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref Modern, subnet-0a1b2c3d]
```

Prefer:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Dual:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
      Ipv6CidrBlock: 2001:db8:1234:1a00::/64
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref Dual, subnet-0a1b2c3d]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.references import identified
from policies.template.resources.function import Function
from policies.template.resources.subnet import Subnet


@rule(
    "function-in-ipv6-only-subnet",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    given=("VpcConfig",),
    beside=("AWS::EC2::Subnet",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    ids = function.subnets
    for index, each in enumerate(ids if isinstance(ids, list) else ()):
        subnet = identified(each, Subnet)
        if subnet is not None and subnet.is_ipv6_only is True:
            yield Finding(
                function,
                f"subnets must have IPv4 addresses, got {subnet.logical_id} with IPv6 only",
                "take a subnet with a CidrBlock",
                at=f"VpcConfig.SubnetIds.{index}",
            )
