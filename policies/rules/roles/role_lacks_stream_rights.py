"""A function polls a stream that its role may not read.

Lambda reads Kinesis and DynamoDB streams with the function's role. It checks, when the event source
mapping is created, that the role may describe the stream, get a position in it and get its records;
the deployment fails otherwise. A right on a table is none on the table's stream, which has an ARN
of its own.

The rule is silent where a policy is known at deployment only, and about consumers with fan-out.

Avoid:

```yaml
Resources:
  Readings:
    Type: AWS::Kinesis::Stream
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
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: !Ref Detect
      StartingPosition: LATEST
      MaximumRetryAttempts: 3
      BisectBatchOnFunctionError: true
      DestinationConfig:
        OnFailure:
          Destination: arn:aws:sqs:eu-west-1:123456789012:lost
```

Prefer:

```yaml
Resources:
  Readings:
    Type: AWS::Kinesis::Stream
  DetectRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole
  Detect:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt DetectRole.Arn
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: !Ref Detect
      StartingPosition: LATEST
      MaximumRetryAttempts: 3
      BisectBatchOnFunctionError: true
      DestinationConfig:
        OnFailure:
          Destination: arn:aws:sqs:eu-west-1:123456789012:lost
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain.needed_rights import SOURCE
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import source_rights
from policies.template.resources.event_source_mapping import EventSourceMapping

_POLICIES: Final = {
    "dynamodb": "service-role/AWSLambdaDynamoDBExecutionRole",
    "kinesis": "service-role/AWSLambdaKinesisExecutionRole",
}
_CONSUMER: Final = "AWS::Kinesis::StreamConsumer"


@rule(
    "role-lacks-stream-rights",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    source, resource = mapping.source, mapping.source_resource
    if source in _POLICIES and (resource is None or resource.type != _CONSUMER):
        yield from source_rights(mapping, SOURCE[source], policy=_POLICIES[source])
