"""A function reads a topic of Amazon MSK, and its role may not find the cluster or enter its VPC.

Lambda asks MSK for the cluster and its brokers, and puts network interfaces of its pollers into the
cluster's subnets, all with the function's role. Without these rights the event source mapping
never reads a record.

Avoid:

```yaml
Resources:
  Cluster:
    Type: AWS::MSK::ServerlessCluster
  DetectRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Detect:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt DetectRole.Arn
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Ref Cluster
      FunctionName: !Ref Detect
      StartingPosition: LATEST
      Topics: [readings]
      DestinationConfig:
        OnFailure:
          Destination: arn:aws:sqs:eu-west-1:123456789012:lost
```

Prefer:

```yaml
Resources:
  Cluster:
    Type: AWS::MSK::ServerlessCluster
  DetectRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole
  Detect:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt DetectRole.Arn
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Ref Cluster
      FunctionName: !Ref Detect
      StartingPosition: LATEST
      Topics: [readings]
      DestinationConfig:
        OnFailure:
          Destination: arn:aws:sqs:eu-west-1:123456789012:lost
```
"""

from collections.abc import Iterator

from policies.domain.needed_rights import SOURCE
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import source_rights
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "role-lacks-kafka-rights",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source == "kafka" and mapping.source_arn is not None:
        policy = "service-role/AWSLambdaMSKExecutionRole"
        yield from source_rights(mapping, SOURCE["kafka"], policy=policy)
