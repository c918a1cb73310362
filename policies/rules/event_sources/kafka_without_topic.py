"""A mapping of a Kafka cluster does not name one topic.

A mapping reads one topic; Lambda refuses one that names none or several. More topics are more
mappings.

Avoid:

```yaml
Resources:
  Cluster:
    Type: AWS::MSK::Cluster
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Ref Cluster
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
```

Prefer:

```yaml
Resources:
  Cluster:
    Type: AWS::MSK::Cluster
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Ref Cluster
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
      Topics:
        - faults
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.values import Unresolved


@rule(
    "kafka-without-topic",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/msk-esm-parameters.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    listed = mapping.topics
    if mapping.source != "kafka" or isinstance(listed, Unresolved):
        return
    count = len(listed or ())
    if count != 1:
        yield Finding(
            mapping,
            f"a mapping of a Kafka cluster must name exactly 1 topic, got {count or 'none'}",
            "set Topics to the one topic that this mapping reads",
            at="Topics" if count else "",
        )
