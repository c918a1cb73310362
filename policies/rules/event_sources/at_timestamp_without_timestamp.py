"""A mapping starts at a timestamp that it does not give.

With the starting position AT_TIMESTAMP Lambda has to be told the time, as seconds since 1970, and
refuses the mapping otherwise.

Avoid:

```yaml
Resources:
  Readings:
    Type: AWS::Kinesis::Stream
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      StartingPosition: AT_TIMESTAMP
```

Prefer:

```yaml
Resources:
  Readings:
    Type: AWS::Kinesis::Stream
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      StartingPosition: AT_TIMESTAMP
      StartingPositionTimestamp: 1767225600
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import AT_TIMESTAMP, TIMESTAMP_MISSING
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "at-timestamp-without-timestamp",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    given=("StartingPosition",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.starting_position == AT_TIMESTAMP and mapping.starting_timestamp is None:
        yield Finding(
            mapping,
            TIMESTAMP_MISSING,
            "set StartingPositionTimestamp to the time in seconds since 1970",
            at="StartingPosition",
        )
