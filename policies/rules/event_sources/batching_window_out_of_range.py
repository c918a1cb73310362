"""The batching window is one that Lambda does not accept.

Lambda gathers records for at most five minutes before it calls the function. A longer window fails
at deployment.

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
      MaximumBatchingWindowInSeconds: 600
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
      MaximumBatchingWindowInSeconds: 300
```
"""

from collections.abc import Iterator

from policies.domain.limits import MAPPING_BATCHING_WINDOW
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "batching-window-out-of-range",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    given=("MaximumBatchingWindowInSeconds",),
    supersedes=("cfn-lint::E3034",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    value = mapping.batching_window_seconds
    if value is not None:
        yield from out_of_bounds(
            mapping, MAPPING_BATCHING_WINDOW, value, at="MaximumBatchingWindowInSeconds"
        )
