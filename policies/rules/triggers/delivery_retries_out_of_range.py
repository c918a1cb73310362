"""A target's retry policy has values that EventBridge does not take.

Rules and schedules try an event again up to 185 times within 60 s to a day; anything else is
refused and the deployment fails. MaximumRetryAttempts: 0 switches retries off.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - Id: bill
          Arn: arn:aws:sqs:eu-west-1:123456789012:bill
          RetryPolicy:
            MaximumRetryAttempts: 200
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - Id: bill
          Arn: arn:aws:sqs:eu-west-1:123456789012:bill
          RetryPolicy:
            MaximumRetryAttempts: 185
```
"""

from collections.abc import Iterator

from policies.domain.limits import EVENT_RULE_EVENT_AGE, EVENT_RULE_RETRY_ATTEMPTS
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.event_rule import EventRule
from policies.template.resources.schedule import Schedule

_LIMITS = {
    "MaximumRetryAttempts": EVENT_RULE_RETRY_ATTEMPTS,
    "MaximumEventAgeInSeconds": EVENT_RULE_EVENT_AGE,
}


@rule(
    "delivery-retries-out-of-range",
    on=(EventRule, Schedule),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html",
)
def check(sender: EventRule | Schedule) -> Iterator[Finding]:
    """Judge one rule or schedule."""
    for target in sender.targets:
        for name, limit in _LIMITS.items():
            value = target.integer("RetryPolicy", name)
            if isinstance(value, int):
                yield from out_of_bounds(sender, limit, value, at=f"{target.at}.RetryPolicy.{name}")
