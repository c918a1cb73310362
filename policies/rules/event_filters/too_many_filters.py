"""The mapping has more filters than Lambda takes.

Five filters are the default, ten the most that AWS grants; CloudFormation's schema allows twenty.
Values of one field belong into one array: they are alternatives there, as filters are.

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
          - Pattern: '{"body": {"level": ["one"]}}'
          - Pattern: '{"body": {"level": ["two"]}}'
          - Pattern: '{"body": {"level": ["three"]}}'
          - Pattern: '{"body": {"level": ["four"]}}'
          - Pattern: '{"body": {"level": ["five"]}}'
          - Pattern: '{"body": {"level": ["six"]}}'
          - Pattern: '{"body": {"level": ["seven"]}}'
          - Pattern: '{"body": {"level": ["eight"]}}'
          - Pattern: '{"body": {"level": ["nine"]}}'
          - Pattern: '{"body": {"level": ["ten"]}}'
          - Pattern: '{"body": {"level": ["eleven"]}}'
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
          - Pattern: '{"body": {"level": ["one", "two", "three", "four", "five", "six", "seven"]}}'
          - Pattern: '{"body": {"level": ["eight", "nine", "ten", "eleven"]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.event_filters import about
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "too-many-filters",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
    given=("FilterCriteria",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    yield from about(mapping, "filter-count")
