"""A filter asks for a key that no record of its source has.

Every source has its own records: the payload is under `body` for SQS, `data` for Kinesis and
Amazon MQ, `dynamodb` for DynamoDB, `value` for Kafka. A field of the payload written at the top
level, or another source's key, matches nothing. SQS deletes what no filter matches: the events
are lost, and no error tells.

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
          - Pattern: '{"temperature": [{"numeric": [">", 100]}]}'
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
          - Pattern: '{"body": {"temperature": [{"numeric": [">", 100]}]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.event_filters import about
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "filter-on-unknown-key",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
    given=("FilterCriteria",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    yield from about(mapping, "unknown-key")
