"""The mapping has more filters than accounts get without asking.

Lambda takes five filters a mapping by default. Up to ten are possible after a quota increase,
which no template shows: an account without it fails to deploy.

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
          - Pattern: '{"body": {"level": ["one", "two", "three", "four", "five", "six"]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.event_filters import about
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "filters-above-default-quota",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
    given=("FilterCriteria",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    yield from about(mapping, "filter-quota")
