"""A mapping does not poll.

With Enabled set to false, records stay in their queue or stream until they expire, and no metric of
the function tells of it. It is useful while something is mended; left in a template, it is the
reason why nothing arrives.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: detector
      Enabled: false
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: detector
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "mapping-disabled",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html",
    given=("Enabled",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.is_enabled is False:
        yield Finding(
            mapping,
            "a mapping should be enabled, got Enabled set to false: its records wait until they "
            "expire",
            "set Enabled to true, or remove the mapping",
            at="Enabled",
        )
