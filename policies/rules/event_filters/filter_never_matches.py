"""A filter can never match.

Its conditions exclude each other, or an operator stands where AWS expects a field: outside an
array, `{"temperature": {"numeric": [">", 100]}}` asks for a field called `numeric`. Lambda takes
such a filter without a word and calls the function for nothing; a queue's messages are deleted all
the same.

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
          - Pattern: '{"body": ["fault"], "body": {"level": ["high"]}}'
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
          - Pattern: '{"body": {"level": ["fault", "high"]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.event_filters import about
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "filter-never-matches",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
    given=("FilterCriteria",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    yield from about(mapping, "never-matches", "operator-without-array", "payload-as-text-and-json")
