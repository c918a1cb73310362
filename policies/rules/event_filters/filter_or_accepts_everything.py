"""Conditions that were meant together are alternatives, and accept everything.

The values of an array are ORed: any one suffices. Two `anything-but` side by side exclude
nothing, and a range written as two comparisons accepts every number. Write one `anything-but`
with both values, and one `numeric` with both bounds.

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
          - Pattern: '{"body": {"temperature": [{"numeric": [">", 5]}, {"numeric": ["<", 100]}]}}'
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
          - Pattern: '{"body": {"temperature": [{"numeric": [">", 5, "<", 100]}]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.event_filters import about
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "filter-or-accepts-everything",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
    given=("FilterCriteria",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    yield from about(mapping, "or-of-anything-but", "or-of-ranges")
