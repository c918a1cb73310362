"""A filter asks for metadata that AWS's pages do not agree on.

The page of each source says that only the data key is filtered; the general page shows metadata.
It works for some keys and is documented for none, so it is worth a test on a deployed mapping.

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
      FilterCriteria:
        Filters:
          - Pattern: '{"partitionKey": ["eu"]}'
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
      FilterCriteria:
        Filters:
          - Pattern: '{"data": {"region": ["eu"]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.event_filters import about
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "filter-on-undocumented-key",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
    given=("FilterCriteria",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    yield from about(mapping, "undocumented-key")
