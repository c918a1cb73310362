"""The function is in a public subnet, which gives it no internet access.

A public subnet is one whose default route leads to an internet gateway, and an internet gateway
serves network interfaces that have a public address. Those of Lambda never have one. Whatever the
function sends to the internet or to a service of AWS without an endpoint in the VPC is lost, and
the invocation runs into its timeout.

Private subnets with a default route to a NAT gateway are the way out; the NAT gateway itself
stands in the public subnet.

Avoid:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Gateway:
    Type: AWS::EC2::InternetGateway
  PublicA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
      AvailabilityZone: !Select [0, !GetAZs ""]
  PublicB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
      AvailabilityZone: !Select [1, !GetAZs ""]
  Table:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  AssociationA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PublicA
      RouteTableId: !Ref Table
  AssociationB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PublicB
      RouteTableId: !Ref Table
  Internet:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Table
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref Gateway
  Notify:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref PublicA, !Ref PublicB]
```

Prefer:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  PrivateA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.2.0/24
      AvailabilityZone: !Select [0, !GetAZs ""]
  PrivateB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.3.0/24
      AvailabilityZone: !Select [1, !GetAZs ""]
  Table:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  AssociationA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateA
      RouteTableId: !Ref Table
  AssociationB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref PrivateB
      RouteTableId: !Ref Table
  WayOut:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Table
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: nat-0123456789abcdef0
  Notify:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref PrivateA, !Ref PrivateB]
```
"""

from collections.abc import Iterator

from policies.domain.enumeration import enumerated
from policies.engine import Effect, Finding, Severity, rule
from policies.template.network import leads_to_internet_gateway, subnets_of
from policies.template.resources.function import Function


@rule(
    "function-in-public-subnet",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
    given=("VpcConfig",),
    beside=("AWS::EC2::Route",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    # Over IPv6 an internet gateway does serve Lambda's interfaces.
    if function.uses_ipv6 is not False:
        return
    subnets = subnets_of(function) or ()
    public = [subnet.logical_id for subnet in subnets if leads_to_internet_gateway(subnet)]
    if public:
        yield Finding(
            function,
            f"subnets must be private, got {enumerated(public)} with a route to an internet "
            "gateway, of no use to a function without a public address",
            "take subnets whose default route leads to a NAT gateway",
            at="VpcConfig.SubnetIds",
        )
