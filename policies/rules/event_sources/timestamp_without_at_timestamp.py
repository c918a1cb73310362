"""A mapping gives a timestamp at which it does not start.

Lambda looks at StartingPositionTimestamp with the starting position AT_TIMESTAMP only. With LATEST,
records between that time and the deployment never reach the function; with TRIM_HORIZON, older
ones do.

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
      StartingPosition: LATEST
      StartingPositionTimestamp: 1767225600
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

from policies.domain.event_sources import AT_TIMESTAMP, timestamp_beside
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "timestamp-without-at-timestamp",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    given=("StartingPositionTimestamp",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    position, timestamp = mapping.starting_position, mapping.starting_timestamp
    if isinstance(position, str) and position != AT_TIMESTAMP and timestamp is not None:
        yield Finding(
            mapping,
            timestamp_beside(position),
            "set StartingPosition to AT_TIMESTAMP, or remove StartingPositionTimestamp",
            at="StartingPositionTimestamp",
        )
