"""A filter lets everything through.

It reads like a condition and is none: the function is called, and billed, for every record.

Avoid:

```yaml
Resources:
  Readings:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      FilterCriteria:
        Filters:
          - Pattern: '{"body": {"level": [{"exists": true}, {"exists": false}]}}'
```

Prefer:

```yaml
Resources:
  Readings:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      FilterCriteria:
        Filters:
          - Pattern: '{"body": {"level": [{"exists": true}]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.event_filters import about
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "filter-always-matches",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
    given=("FilterCriteria",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    yield from about(mapping, "always-matches")
