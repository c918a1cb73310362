"""A NAT gateway stands in a subnet without a route to an internet gateway.

A NAT gateway translates, it does not reach the internet by itself: what it sends follows the route
table of the subnet it stands in. Without a default route to an internet gateway there, everything
behind it runs into timeouts, while the gateway is billed by the hour. It belongs into a public
subnet, and the route to it into the private ones.

Avoid:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref Vpc
      InternetGatewayId: !Ref Gateway
  Outside:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Table:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Outside
      RouteTableId: !Ref Table
  Address:
    Type: AWS::EC2::EIP
  Nat:
    Type: AWS::EC2::NatGateway
    Properties:
      SubnetId: !Ref Outside
      AllocationId: !GetAtt Address.AllocationId
```

Prefer:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties:
      VpcId: !Ref Vpc
      InternetGatewayId: !Ref Gateway
  Outside:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Table:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref Vpc
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties:
      SubnetId: !Ref Outside
      RouteTableId: !Ref Table
  Internet:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Table
      DestinationCidrBlock: 0.0.0.0/0
      GatewayId: !Ref Gateway
  Address:
    Type: AWS::EC2::EIP
  Nat:
    Type: AWS::EC2::NatGateway
    Properties:
      SubnetId: !Ref Outside
      AllocationId: !GetAtt Address.AllocationId
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.network import routes_of
from policies.template.resources.nat_gateway import NatGateway


@rule(
    "nat-in-private-subnet",
    on=NatGateway,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
    beside=("AWS::EC2::RouteTable",),
)
def check(nat: NatGateway) -> Iterator[Finding]:
    """Judge one NAT gateway."""
    subnet = nat.subnet
    if subnet is None or subnet.is_certain is not True:
        return
    if nat.is_public is not True or nat.is_zonal is not True:
        return
    routes = routes_of(subnet)
    if routes is not None and not any(route.may_lead_to_internet for route in routes):
        yield Finding(
            nat,
            "a NAT gateway must be in a public subnet, "
            f"got {subnet.logical_id}, which has no route to an internet gateway",
            "set SubnetId to a subnet with a route of 0.0.0.0/0 to an internet gateway",
            at="SubnetId",
        )
