"""What EventBridge cannot deliver to the function is gone.

It tries a target for up to a day: while the function is throttled, deleted or refuses the rule.
After that the event is dropped unless the target has a dead-letter queue. (What the function itself
fails on is another matter: its own on-failure destination keeps that.)

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Orders:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - Id: bill
          Arn: !GetAtt Bill.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Orders.Arn
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Orders:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - Id: bill
          Arn: !GetAtt Bill.Arn
          DeadLetterConfig:
            Arn: arn:aws:sqs:eu-west-1:123456789012:undelivered
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Orders.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_rule import EventRule


@rule(
    "rule-target-without-dead-letter-queue",
    on=EventRule,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
    given=("Targets",),
)
def check(event_rule: EventRule) -> Iterator[Finding]:
    """Judge one rule."""
    for target in event_rule.targets:
        found = event_rule.function_of(target)
        if found and target.value("DeadLetterConfig", "Arn") is None:
            yield Finding(
                event_rule,
                f"target {found.label} must have a dead-letter queue, got none",
                "set DeadLetterConfig.Arn to an SQS queue that events.amazonaws.com may send to",
                at=f"{target.at}.Arn",
            )
