"""A mapping of a DynamoDB stream starts at a timestamp.

Only Kinesis, Kafka and DocumentDB can be read from a time on. Lambda refuses the mapping of a table
with "Unsupported starting position for arn type".

Avoid:

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
      StartingPosition: AT_TIMESTAMP
      StartingPositionTimestamp: 1767225600
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

from policies.domain.event_sources import AT_TIMESTAMP, TIMESTAMP_OF_TABLE
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "at-timestamp-on-table",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    given=("StartingPosition",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source == "dynamodb" and mapping.starting_position == AT_TIMESTAMP:
        yield Finding(
            mapping,
            TIMESTAMP_OF_TABLE,
            "set StartingPosition to TRIM_HORIZON: records live for a day there",
            at="StartingPosition",
        )
