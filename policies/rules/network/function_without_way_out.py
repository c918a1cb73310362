"""The subnets of the function lead nowhere, but its role is for calling services of AWS.

In a VPC a function has no internet access of its own, and the services of AWS are on the internet:
every call waits for an answer until the function times out. A subnet needs a default route to a
NAT gateway, or its VPC an endpoint for each service that is called; the gateway endpoints for
DynamoDB and S3 cost nothing, but have to be in the route tables of these subnets.

Where some subnets of a function have a way out and others have none, only some of the invocations
fail, those that Lambda happens to place in the others.

What a function calls is judged by the rights of its role. A function that needs nothing but its
VPC is not reported, nor is a network that is not declared here as a whole.

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
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole
      Policies:
        - PolicyName: prices
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: dynamodb:GetItem
                Resource: arn:aws:dynamodb:eu-west-1:123456789012:table/prices
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
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
  Prices:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: !Sub com.amazonaws.${AWS::Region}.dynamodb
      RouteTableIds: [!Ref Table]
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole
      Policies:
        - PolicyName: prices
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: dynamodb:GetItem
                Resource: arn:aws:dynamodb:eu-west-1:123456789012:table/prices
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
      VpcConfig:
        SecurityGroupIds: [!GetAtt Vpc.DefaultSecurityGroup]
        SubnetIds: [!Ref SubnetA, !Ref SubnetB]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.called_services import called_services
from policies.template.network import leads_to_nat_gateway, subnets_of, unreachable_from
from policies.template.resources.function import Function


@rule(
    "function-without-way-out",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
    given=("VpcConfig",),
    beside=("AWS::EC2::Subnet",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    subnets = subnets_of(function) or []
    called = called_services(function) if subnets else []
    missing = {subnet: unreachable_from(subnet, called) for subnet in subnets}
    stuck = [subnet for subnet, services in missing.items() if services is not None]
    routed = [subnet for subnet in subnets if leads_to_nat_gateway(subnet)]
    unreachable = sorted({each for services in missing.values() for each in services or ()})
    if not unreachable and not (stuck and routed):
        return
    at = "VpcConfig.SubnetIds"
    names = ", ".join(subnet.logical_id for subnet in stuck)
    if unreachable:
        problem = (
            "subnets must have a route or an endpoint to what the role is for, "
            f"got none to {', '.join(unreachable)} from {names}"
        )
        fix = "route 0.0.0.0/0 of these subnets to a NAT gateway, or add an endpoint per service"
    else:
        problem = f"subnets must all lead out or none, got no route out of {names}"
        fix = "route 0.0.0.0/0 of these subnets to a NAT gateway, or take them out"
    yield Finding(function, problem, fix, at)
