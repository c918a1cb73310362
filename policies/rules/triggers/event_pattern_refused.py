"""The event pattern of a rule is none that EventBridge takes.

A pattern tests each field with a list: of values, or of conditions such as a prefix. A bare value,
an empty list or a misspelled operator is refused, and the deployment fails with "Event pattern is
not valid" and no more than that.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Paid:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: shop
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.event_pattern import pattern_problem
from policies.template.resources.event_rule import EventRule


@rule(
    "event-pattern-refused",
    on=EventRule,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html",
    given=("EventPattern",),
)
def check(event_rule: EventRule) -> Iterator[Finding]:
    """Judge one rule."""
    problem = pattern_problem(event_rule.event_pattern, event_rule.template)
    if problem is not None:
        subject = f"event pattern, {problem.path}" if problem.path else "event pattern"
        yield Finding(
            event_rule,
            f"{subject}: {problem.reason}",
            problem.fix or "write a list of the values or conditions that the field may have",
            at="EventPattern",
        )
