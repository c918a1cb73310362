"""A mapping of an Amazon MQ broker does not name one queue.

A mapping reads one queue of the broker; Lambda refuses one that names none or several. More queues
are more mappings.

Avoid:

```yaml
Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Broker.Arn
      FunctionName: detector
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker
```

Prefer:

```yaml
Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Broker.Arn
      FunctionName: detector
      Queues:
        - orders
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.values import Unresolved


@rule(
    "broker-without-queue",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source != "mq":
        return
    listed = mapping.broker_queues
    if isinstance(listed, Unresolved):
        return
    count = len(listed or ())
    if count != 1:
        yield Finding(
            mapping,
            f"a mapping of an Amazon MQ broker must name exactly 1 queue, got {count or 'none'}",
            "set Queues to the one queue that this mapping reads",
            at="Queues" if count else "",
        )
