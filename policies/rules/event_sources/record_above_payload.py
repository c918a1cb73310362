"""A stream takes records that do not fit into an invocation of its function.

The payload of an invocation is 6 MB, and the data of Kinesis records arrives as base64, which is a
third longer. A batch that is too large is split, but a single record above 4.5 MiB cannot be: it
goes to the mapping's failure destination unseen by the function, and where there is none it is
lost.

Avoid:

```yaml
Resources:
  Readings:
    Type: AWS::Kinesis::Stream
    Properties:
      MaxRecordSizeInKiB: 10240
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
    Properties:
      MaxRecordSizeInKiB: 4096
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import largest_kinesis_record_kib
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.stream import Stream


@rule(
    "record-above-payload",
    on=Stream,
    severity=Severity.WARNING,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/streams/latest/dev/large-records.html",
    beside=("AWS::Lambda::EventSourceMapping",),
)
def check(stream: Stream) -> Iterator[Finding]:
    """Judge one stream."""
    size, largest = stream.maximum_record_size_kib, largest_kinesis_record_kib()
    if not isinstance(size, int) or size <= largest:
        return
    for mapping in stream.template.environment.related(
        EventSourceMapping, "source_resource", stream
    ):
        if mapping.failure_destination is None and mapping.is_enabled is True:
            yield Finding(
                stream,
                f"a record must be at most {largest} KiB to fit into an invocation as base64, got "
                f"up to {size} KiB for {mapping.logical_id}, which has no destination for failures",
                f"set MaxRecordSizeInKiB to {largest} or less, or DestinationConfig.OnFailure of "
                f"{mapping.logical_id}",
                at="MaxRecordSizeInKiB",
            )
