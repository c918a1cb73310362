"""The tumbling window is one that Lambda does not accept.

A function aggregates over windows of at most 15 minutes. A longer one fails at deployment.

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
      TumblingWindowInSeconds: 3600
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
      TumblingWindowInSeconds: 900
```
"""

from collections.abc import Iterator

from policies.domain.limits import MAPPING_TUMBLING_WINDOW
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "tumbling-window-out-of-range",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    given=("TumblingWindowInSeconds",),
    supersedes=("cfn-lint::E3034",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    value = mapping.tumbling_window_seconds
    if value is not None:
        yield from out_of_bounds(
            mapping, MAPPING_TUMBLING_WINDOW, value, at="TumblingWindowInSeconds"
        )
