"""A setting of a mapping has a value that Lambda does not know.

Starting positions, response types and metrics are words of Lambda's own, in its own case. It
refuses any other, and the deployment fails.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: detector
      FunctionResponseTypes: [ReportBatchItemFailure]
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: detector
      FunctionResponseTypes: [ReportBatchItemFailures]
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain import limits
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping

_LISTS: Final = (
    (limits.MAPPING_RESPONSE_TYPES, ("FunctionResponseTypes",)),
    (limits.MAPPING_METRICS, ("MetricsConfig", "Metrics")),
)


@rule(
    "mapping-setting-unknown",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    given=(
        "FunctionResponseTypes",
        "MetricsConfig",
        "StartingPosition",
    ),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    position = mapping.starting_position
    if isinstance(position, str) and position not in limits.MAPPING_STARTING_POSITIONS:
        yield _unknown(mapping, limits.MAPPING_STARTING_POSITIONS, position, "StartingPosition")
    for allowed, path in _LISTS:
        listed = mapping.items(*path)
        for number, value in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(value, str) and value not in allowed:
                yield _unknown(mapping, allowed, value, f"{'.'.join(path)}.{number}")


def _unknown(mapping: EventSourceMapping, allowed: limits.Allowed, value: str, at: str) -> Finding:
    message = f"{allowed.label} must be {allowed.bounds}, got {value!r}"
    return Finding(mapping, message, f"set {at} to {allowed.nearest(value) or allowed.bounds}", at)
