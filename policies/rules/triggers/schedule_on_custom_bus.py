"""A rule with a schedule is on an event bus of one's own.

Schedules run on the account's default bus alone. EventBridge refuses one on another bus, and the
deployment fails. EventBridge Scheduler needs no bus.

Avoid:

```yaml
Resources:
  Bus:
    Type: AWS::Events::EventBus
    Properties:
      Name: orders
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      EventBusName: !Ref Bus
      ScheduleExpression: rate(1 day)
```

Prefer:

```yaml
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.references import sole_reference
from policies.template.resources.event_rule import EventRule

_DEFAULT = "default"


@rule(
    "schedule-on-custom-bus",
    on=EventRule,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html",
    given=("EventBusName",),
)
def check(event_rule: EventRule) -> Iterator[Finding]:
    """Judge one rule."""
    bus = event_rule.event_bus
    if bus is None or event_rule.schedule_expression is None:
        return
    own = sole_reference(bus)
    named = bus.rpartition("/")[-1] if isinstance(bus, str) else None
    if own is not None and own.type == "AWS::Events::EventBus":
        named = own.logical_id
    if named is not None and named != _DEFAULT:
        yield Finding(
            event_rule,
            f"event bus of a schedule must be {_DEFAULT}, got {named}",
            "remove EventBusName, or use AWS::Scheduler::Schedule",
            at="EventBusName",
        )
