"""A mapping polls the stream of a table that has none.

A DynamoDB table writes its changes to a stream only with a StreamSpecification. Without one the
table has no StreamArn, and the deployment fails when CloudFormation asks for it.

Avoid:

```yaml
Resources:
  Faults:
    Type: AWS::DynamoDB::Table
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Faults.StreamArn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
```

Prefer:

```yaml
Resources:
  Faults:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification:
        StreamViewType: NEW_IMAGE
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Faults.StreamArn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.table import Table
from policies.template.values import Reference


@rule(
    "table-without-stream",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html",
    beside=(
        "AWS::DynamoDB::GlobalTable",
        "AWS::DynamoDB::Table",
    ),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    arn = mapping.source_arn
    if not isinstance(arn, Reference) or arn.attribute != "StreamArn":
        return
    table = arn.resource
    if isinstance(table, Table) and table.has_stream is False:
        yield Finding(
            table,
            f"a table that is polled must have a stream, got none on {table.logical_id}",
            "set StreamSpecification with a StreamViewType, NEW_AND_OLD_IMAGES for all there is",
        )
