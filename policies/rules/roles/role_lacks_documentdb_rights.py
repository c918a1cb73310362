"""A function reads changes of a DocumentDB cluster that its role may not find or reach.

Lambda describes the cluster and puts network interfaces of its pollers into the cluster's subnets,
all with the function's role. Without these rights the event source mapping never reads a change.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::DocDB::DBCluster
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Sub arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster:${Orders}
      FunctionName: !Ref Bill
      StartingPosition: LATEST
      DocumentDBEventSourceConfig:
        DatabaseName: shop
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-a1b2c3
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::DocDB::DBCluster
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: read-orders
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action:
                  - rds:DescribeDBClusterParameters
                  - rds:DescribeDBClusters
                  - rds:DescribeDBSubnetGroups
                  - ec2:CreateNetworkInterface
                  - ec2:DeleteNetworkInterface
                  - ec2:DescribeNetworkInterfaces
                  - ec2:DescribeSecurityGroups
                  - ec2:DescribeSubnets
                  - ec2:DescribeVpcs
                Resource: "*"
              - Effect: Allow
                Action: secretsmanager:GetSecretValue
                Resource: arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-a1b2c3
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Sub arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster:${Orders}
      FunctionName: !Ref Bill
      StartingPosition: LATEST
      DocumentDBEventSourceConfig:
        DatabaseName: shop
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-a1b2c3
```
"""

from collections.abc import Iterator

from policies.domain.needed_rights import SOURCE
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import source_rights
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "role-lacks-documentdb-rights",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source == "documentdb":
        yield from source_rights(mapping, SOURCE["documentdb"])
