"""Subnets of several availability zones share NAT gateways of fewer zones.

When the zone of the NAT gateway is gone, the function goes on in the others and can reach nothing
from there. Traffic between zones is also billed. One NAT gateway per zone, each used by the subnets
of its own, costs more by the hour; where that is not worth it, say so by acknowledging this.

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
  Table:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  AssociationA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref SubnetA
      RouteTableId: !Ref Table
  AssociationB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref SubnetB
      RouteTableId: !Ref Table
  WayOut:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Table
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref Nat
  Nat:
    Type: AWS::EC2::NatGateway
    Properties:
      SubnetId: subnet-0a1b2c3d
      AllocationId: eipalloc-0a1b2c3d
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
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
      AvailabilityZone: !Select [0, !GetAZs ""]
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
      AvailabilityZone: !Select [1, !GetAZs ""]
  TableA:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  TableB:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  AssociationA:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref SubnetA
      RouteTableId: !Ref TableA
  AssociationB:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref SubnetB
      RouteTableId: !Ref TableB
  WayOutA:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref TableA
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatA
  WayOutB:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref TableB
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatB
  NatA:
    Type: AWS::EC2::NatGateway
    Properties:
      SubnetId: subnet-0a1b2c3d
      AllocationId: eipalloc-0a1b2c3d
  NatB:
    Type: AWS::EC2::NatGateway
    Properties:
      SubnetId: subnet-4e5f6a7b
      AllocationId: eipalloc-4e5f6a7b
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref SubnetA, !Ref SubnetB]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.network import nat_gateway_of, subnets_of
from policies.template.resources.function import Function


@rule(
    "nat-in-one-zone",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    given=("VpcConfig",),
    beside=("AWS::EC2::NatGateway",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    subnets = subnets_of(function) or []
    zones = {subnet.zone for subnet in subnets}
    gateways = {nat_gateway_of(subnet) for subnet in subnets}
    shared = [nat for nat in gateways if nat is not None and nat.is_zonal is True]
    # A gateway is in one zone: fewer gateways than zones means that some zone uses another's.
    if (
        shared
        and len(shared) == len(gateways) < len(zones)
        and all(isinstance(z, str) for z in zones)
    ):
        yield Finding(
            function,
            f"a NAT gateway must be in each of the {len(zones)} availability zones of the "
            f"function, got {len(gateways)}",
            "add a NAT gateway per availability zone and route its subnets to it",
            at="VpcConfig.SubnetIds",
        )
