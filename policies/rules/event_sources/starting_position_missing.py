"""A mapping of a stream does not say where to start.

Lambda has no default for Kinesis and DynamoDB streams and refuses the mapping. TRIM_HORIZON starts
with the oldest record there is, LATEST with what comes after the mapping: records that arrive
between deployment and the first poll may be missed.

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
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import STREAMS, missing_position
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "starting-position-missing",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    source = mapping.source
    if source in STREAMS and mapping.starting_position is None:
        yield Finding(
            mapping,
            missing_position(source),
            "set StartingPosition to TRIM_HORIZON, or to LATEST to skip what is there",
        )
