"""A function may write to the table whose every change calls it.

An item that the function writes appears in the stream and calls it again, which writes it again.
Lambda does not detect loops through DynamoDB. A filter that lets through only what others write,
or a second table, ends it.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification:
        StreamViewType: NEW_IMAGE
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.StreamArn
      FunctionName: !Ref Bill
      StartingPosition: TRIM_HORIZON
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole
      Policies:
        - PolicyName: write
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: dynamodb:UpdateItem
                Resource: !GetAtt Orders.Arn
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification:
        StreamViewType: NEW_IMAGE
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.StreamArn
      FunctionName: !Ref Bill
      StartingPosition: TRIM_HORIZON
      FilterCriteria:
        Filters:
          - Pattern: '{"eventName": ["INSERT"]}'
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole
      Policies:
        - PolicyName: write
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: dynamodb:UpdateItem
                Resource: !GetAtt Orders.Arn
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.domain.asynchronous import TABLE_WRITES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.named_grants import granted_by_name
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.table import Table


@rule(
    "function-writes-to-own-table",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html",
    beside=("AWS::DynamoDB::Table",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    table, function = mapping.source_resource, mapping.function
    if not isinstance(table, Table) or function is None or mapping.filter_criteria is not None:
        return
    action = granted_by_name(function, table, *TABLE_WRITES)
    if action and mapping.is_enabled is True:
        yield Finding(
            mapping,
            f"a function must not write to the table that calls it without a filter, got "
            f"{function.logical_id}, whose role may {action} on {table.logical_id}",
            "set FilterCriteria so that the function's own writes do not call it, or write to "
            "another table",
            at="EventSourceArn",
        )
