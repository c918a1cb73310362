"""An event pattern is longer than EventBridge allows by default.

The quota is 2,048 characters of JSON; above 4,096 AWS raises it for nobody. Long lists of ids are
the usual cause: match by prefix, wildcard or numeric range, or let the function decide.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [shop]
        detail:
          customer: &ids [c-000001, c-000002, c-000003, c-000004, c-000005, c-000006, c-000007]
          payer: *ids
          receiver: *ids
          seller: *ids
          carrier: *ids
          broker: *ids
          insurer: *ids
          auditor: *ids
          warehouse: *ids
          store: *ids
          agent: *ids
          supplier: *ids
          manufacturer: *ids
          importer: *ids
          exporter: *ids
          distributor: *ids
          wholesaler: *ids
          retailer: *ids
          consignee: *ids
          consignor: *ids
          forwarder: *ids
          packer: *ids
          inspector: *ids
          approver: *ids
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [shop]
        detail:
          customer:
            - prefix: c-00000
```
"""

from collections.abc import Iterator

from policies.domain.limits import DEFAULT_EVENT_RULE_PATTERN_LENGTH, EVENT_RULE_PATTERN_LENGTH
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_rule import EventRule


@rule(
    "event-pattern-above-quota",
    on=EventRule,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
    given=("EventPattern",),
)
def check(event_rule: EventRule) -> Iterator[Finding]:
    """Judge one rule."""
    length = event_rule.least_pattern_length
    if length > DEFAULT_EVENT_RULE_PATTERN_LENGTH:
        yield Finding(
            event_rule,
            f"event pattern must be at most {DEFAULT_EVENT_RULE_PATTERN_LENGTH} characters by "
            f"default ({EVENT_RULE_PATTERN_LENGTH.maximum} at most), got {length}",
            "match by prefix, wildcard or numeric range instead of lists of values",
            at="EventPattern",
        )
