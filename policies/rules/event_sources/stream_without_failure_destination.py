"""A mapping of a stream keeps nothing of the records it cannot process.

When a record of a stream expires before the function has handled it, it is gone, and nothing but
the age of the iterator tells of it. With a failure destination Lambda leaves a note of what it gave
up, shard and sequence numbers, so that the records can be read again while they exist. It acts once
retries or age are bounded.

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
      StartingPosition: TRIM_HORIZON
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
      StartingPosition: TRIM_HORIZON
      MaximumRetryAttempts: 5
      DestinationConfig:
        OnFailure:
          Destination: arn:aws:sqs:eu-west-1:123456789012:lost
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import STREAMS, TITLES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "stream-without-failure-destination",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if (
        mapping.source in STREAMS
        and mapping.failure_destination is None
        and mapping.discards_records is False
    ):
        yield Finding(
            mapping,
            f"a mapping of {TITLES[mapping.source]} should have a destination for failures, got "
            "none",
            "set DestinationConfig.OnFailure.Destination, and MaximumRetryAttempts so that it acts",
        )
