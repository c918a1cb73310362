"""A filter compares a string that looks like a number.

`"100"` and `100` never equal. Beside a condition on numbers, a string of digits is hardly meant
as one: where the records carry numbers it matches nothing.

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
          - Pattern: '{"body": {"total": [{"numeric": ["<", 10]}, "100"]}}'
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
          - Pattern: '{"body": {"total": [{"numeric": ["<", 10]}, 100]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.event_filters import about
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "filter-number-as-string",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
    given=("FilterCriteria",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    yield from about(mapping, "number-as-string")
