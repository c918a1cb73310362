"""A failing batch of a stream is retried until its records expire.

By default Lambda retries a batch of a shard for ever. One record that the function cannot handle
stops all records behind it, for a day with DynamoDB, for up to a year with Kinesis; by then the
records behind it expire as well. Bound the retries or the age, and send what is given up to a
destination.

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

from policies.domain.event_sources import STREAMS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "retries-unbounded",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source in STREAMS and mapping.discards_records is False:
        yield Finding(
            mapping,
            "retries or age of the records of a stream should be bounded, got neither: one bad "
            "record blocks its shard until it expires",
            "set MaximumRetryAttempts, MaximumRecordAgeInSeconds and DestinationConfig.OnFailure",
        )
