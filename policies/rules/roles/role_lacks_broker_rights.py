"""A function reads a broker of Amazon MQ, and its role may not find the broker or enter its VPC.

Lambda describes the broker and puts network interfaces of its pollers into the broker's subnets,
all with the function's role. Without these rights the event source mapping never reads a message.

Avoid:

```yaml
Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
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
      EventSourceArn: !GetAtt Broker.Arn
      FunctionName: !Ref Bill
      Queues: [orders]
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker-a1b2c3
```

Prefer:

```yaml
Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
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
                Action: mq:DescribeBroker
                Resource: !GetAtt Broker.Arn
              - Effect: Allow
                Action: secretsmanager:GetSecretValue
                Resource: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker-a1b2c3
              - Effect: Allow
                Action:
                  - ec2:CreateNetworkInterface
                  - ec2:DeleteNetworkInterface
                  - ec2:DescribeNetworkInterfaces
                  - ec2:DescribeSecurityGroups
                  - ec2:DescribeSubnets
                  - ec2:DescribeVpcs
                Resource: "*"
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Broker.Arn
      FunctionName: !Ref Bill
      Queues: [orders]
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker-a1b2c3
```
"""

from collections.abc import Iterator

from policies.domain.needed_rights import SOURCE
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import source_rights
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "role-lacks-broker-rights",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source == "mq":
        yield from source_rights(mapping, SOURCE["mq"])
