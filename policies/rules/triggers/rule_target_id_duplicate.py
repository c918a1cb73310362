"""Two targets of a rule have the same id.

The id is the target's name within its rule. EventBridge refuses two of one name, and the
deployment fails.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - { Id: queue, Arn: "arn:aws:sqs:eu-west-1:123456789012:bill" }
        - { Id: queue, Arn: "arn:aws:sqs:eu-west-1:123456789012:pack" }
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - { Id: bill, Arn: "arn:aws:sqs:eu-west-1:123456789012:bill" }
        - { Id: pack, Arn: "arn:aws:sqs:eu-west-1:123456789012:pack" }
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_rule import EventRule


@rule(
    "rule-target-id-duplicate",
    on=EventRule,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html",
    given=("Targets",),
)
def check(event_rule: EventRule) -> Iterator[Finding]:
    """Judge one rule."""
    seen: set[str] = set()
    for target in event_rule.targets:
        name = target.text("Id")
        if not isinstance(name, str):
            continue
        if name in seen:
            yield Finding(
                event_rule,
                f"id of a target must be its own within the rule, got {name} twice",
                "give each target an Id of its own",
                at=f"{target.at}.Id",
            )
        seen.add(name)
