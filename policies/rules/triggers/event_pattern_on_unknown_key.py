"""The event pattern of a rule asks for a field that no event has.

Events of EventBridge have the same few fields at the top, `detail-type` among them; what the sender
adds is below `detail`. A pattern that asks for another matches nothing: the rule is created and its
function is never called. A condition that the field be absent is another matter.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Paid:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [shop]
        detailType: [paid]
      Targets:
        - Id: bill
          Arn: !GetAtt Bill.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Paid.Arn
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Paid:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [shop]
        detail-type: [paid]
      Targets:
        - Id: bill
          Arn: !GetAtt Bill.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Paid.Arn
```
"""

from collections.abc import Iterator

from policies.domain.event_keys import nearest_event_key
from policies.engine import Effect, Finding, Severity, rule
from policies.template.event_pattern import unknown_keys
from policies.template.resources.event_rule import EventRule


@rule(
    "event-pattern-on-unknown-key",
    on=EventRule,
    severity=Severity.ERROR,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html",
    given=("EventPattern",),
)
def check(event_rule: EventRule) -> Iterator[Finding]:
    """Judge one rule."""
    for key in unknown_keys(event_rule.event_pattern):
        yield Finding(
            event_rule,
            f"fields of an event pattern must be those that events have, got {key!r}",
            f"write {nearest_event_key(key)}",
            at="EventPattern",
        )
