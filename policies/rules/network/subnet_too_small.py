"""The subnet has fewer addresses than the interfaces that Lambda and others put into it.

Lambda makes one network interface for each combination of subnet and security groups, however many
functions share it, and more of them under load. AWS keeps five addresses of every subnet to itself,
so a /28 has eleven. A NAT gateway and each interface endpoint take one as well. Lambda refuses the
function for which none is left.

What is counted here is the least that has to fit; databases, containers and load balancers that
stand in the subnet come on top.

Avoid:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Tiny:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/28
  Endpoint1:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.athena
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Endpoint2:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.glue
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Endpoint3:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.kms
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Endpoint4:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.lambda
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Endpoint5:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.logs
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Endpoint6:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.secretsmanager
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Endpoint7:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.sns
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Endpoint8:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.sqs
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Endpoint9:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.ssm
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Endpoint10:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.states
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Endpoint11:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.sts
      VpcEndpointType: Interface
      SubnetIds: [!Ref Tiny]
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref Tiny, subnet-0a1b2c3d]
```

Prefer:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Roomy:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/24
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref Roomy, subnet-0a1b2c3d]
```
"""

from collections.abc import Iterator

from policies.domain.networks import SubnetAddresses
from policies.engine import Effect, Finding, Severity, rule
from policies.template.interfaces import interfaces_in
from policies.template.resources.subnet import Subnet


@rule(
    "subnet-too-small",
    on=Subnet,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
)
def check(subnet: Subnet) -> Iterator[Finding]:
    """Judge one subnet."""
    interfaces = interfaces_in(subnet)
    problem = SubnetAddresses(subnet.logical_id, None, subnet.addresses, *interfaces).problem
    if interfaces.of_functions and problem:
        yield Finding(
            subnet,
            problem,
            "give it a larger CidrBlock, or share security groups between its functions",
            at="CidrBlock",
        )
