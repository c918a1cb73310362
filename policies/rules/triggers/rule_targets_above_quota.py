"""A rule has more targets than EventBridge allows by default.

The quota is five targets for a rule. AWS raises it for few, so mostly the deployment fails. Several
rules may have the same pattern, and a topic or bus fans out further.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - { Id: bill, Arn: "arn:aws:sqs:eu-west-1:123456789012:bill" }
        - { Id: pack, Arn: "arn:aws:sqs:eu-west-1:123456789012:pack" }
        - { Id: mail, Arn: "arn:aws:sqs:eu-west-1:123456789012:mail" }
        - { Id: stock, Arn: "arn:aws:sqs:eu-west-1:123456789012:stock" }
        - { Id: audit, Arn: "arn:aws:sqs:eu-west-1:123456789012:audit" }
        - { Id: fraud, Arn: "arn:aws:sqs:eu-west-1:123456789012:fraud" }
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
        - { Id: mail, Arn: "arn:aws:sqs:eu-west-1:123456789012:mail" }
  OrdersToo:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - { Id: stock, Arn: "arn:aws:sqs:eu-west-1:123456789012:stock" }
        - { Id: audit, Arn: "arn:aws:sqs:eu-west-1:123456789012:audit" }
        - { Id: fraud, Arn: "arn:aws:sqs:eu-west-1:123456789012:fraud" }
```
"""

from collections.abc import Iterator

from policies.domain.limits import DEFAULT_EVENT_RULE_TARGETS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_rule import EventRule


@rule(
    "rule-targets-above-quota",
    on=EventRule,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
    given=("Targets",),
)
def check(event_rule: EventRule) -> Iterator[Finding]:
    """Judge one rule."""
    count = event_rule.certain_target_count
    if count > DEFAULT_EVENT_RULE_TARGETS:
        yield Finding(
            event_rule,
            f"targets of a rule must be at most {DEFAULT_EVENT_RULE_TARGETS} by default, got "
            f"{count}",
            f"move {count - DEFAULT_EVENT_RULE_TARGETS} or more to another rule of the same "
            "pattern, or ask AWS for more",
            at="Targets",
        )
