"""A rule has neither a schedule nor an event pattern.

EventBridge refuses it, and the deployment fails: nothing would ever set it off.

Avoid:

```yaml
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      Description: every night
```

Prefer:

```yaml
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      Description: every night
      ScheduleExpression: cron(0 2 * * ? *)
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_rule import EventRule


@rule(
    "rule-without-trigger",
    on=EventRule,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
)
def check(event_rule: EventRule) -> Iterator[Finding]:
    """Judge one rule."""
    if event_rule.schedule_expression is None and event_rule.event_pattern is None:
        yield Finding(
            event_rule,
            "rule must have a schedule expression or an event pattern, got neither",
            "set EventPattern, or ScheduleExpression to rate(1 hour) or the like",
        )
