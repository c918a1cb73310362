"""A mapping of an event source has a destination for successes.

Only asynchronous invocations have destinations for what went well. For a mapping Lambda answers
"Unsupported DestinationConfig parameter for given event source mapping type".

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
      DestinationConfig:
        OnSuccess:
          Destination: arn:aws:sqs:eu-west-1:123456789012:done
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
      DestinationConfig:
        OnFailure:
          Destination: arn:aws:sqs:eu-west-1:123456789012:lost
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import LOGS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "success-destination-on-mapping",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_OnSuccess.html",
    given=("DestinationConfig",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source in LOGS and mapping.has_success_destination:
        yield Finding(
            mapping,
            "a mapping has a destination for failures only, got one for successes",
            "remove OnSuccess and let the function send what it has done",
            at="DestinationConfig.OnSuccess",
        )
