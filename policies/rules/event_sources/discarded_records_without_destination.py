"""A mapping discards records and tells nobody which.

Bounded retries or a bounded age make Lambda give records up and go on. Without a failure
destination they are lost, and nothing says which they were. AWS calls a destination for what is
discarded the other half of that setting.

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
      MaximumRetryAttempts: 2
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
      MaximumRetryAttempts: 2
      DestinationConfig:
        OnFailure:
          Destination: arn:aws:sqs:eu-west-1:123456789012:lost
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import LOGS
from policies.domain.limits import MAPPING_UNBOUNDED
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "discarded-records-without-destination",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if (
        mapping.source in LOGS
        and mapping.failure_destination is None
        and mapping.discards_records is True
    ):
        yield Finding(
            mapping,
            f"a mapping that discards records must have a destination for failures, got none with "
            f"{_bounds(mapping)}",
            "set DestinationConfig.OnFailure.Destination to the Arn of a queue, a topic or a "
            "bucket",
        )


def _bounds(mapping: EventSourceMapping) -> str:
    retries, age = mapping.maximum_retry_attempts, mapping.maximum_record_age_seconds
    told = []
    if isinstance(retries, int) and retries != MAPPING_UNBOUNDED:
        told.append(f"{retries} {'retry' if retries == 1 else 'retries'}")
    if isinstance(age, int) and age != MAPPING_UNBOUNDED:
        told.append(f"a maximum age of {age} s")
    return " and ".join(told)
