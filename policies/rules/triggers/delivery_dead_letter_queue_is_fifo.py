"""Undelivered events are kept in a FIFO queue, which EventBridge does not send to.

The dead-letter queue of a rule's target or of a schedule must be a standard queue of the same
region. EventBridge refuses a FIFO queue, and the deployment fails.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Undelivered:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Paid:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - Id: bill
          Arn: !GetAtt Bill.Arn
          DeadLetterConfig:
            Arn: !GetAtt Undelivered.Arn
  UndeliveredPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Undelivered]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: events.amazonaws.com
            Action: sqs:SendMessage
            Resource: !GetAtt Undelivered.Arn
            Condition:
              ArnEquals:
                aws:SourceArn: !GetAtt Paid.Arn
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
  Undelivered:
    Type: AWS::SQS::Queue
  Paid:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [shop] }
      Targets:
        - Id: bill
          Arn: !GetAtt Bill.Arn
          DeadLetterConfig:
            Arn: !GetAtt Undelivered.Arn
  UndeliveredPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Undelivered]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: events.amazonaws.com
            Action: sqs:SendMessage
            Resource: !GetAtt Undelivered.Arn
            Condition:
              ArnEquals:
                aws:SourceArn: !GetAtt Paid.Arn
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
from policies.template.resources.event_rule import EventRule
from policies.template.resources.schedule import Schedule


@rule(
    "delivery-dead-letter-queue-is-fifo",
    on=(EventRule, Schedule),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
    beside=("AWS::SQS::Queue",),
)
def check(sender: EventRule | Schedule) -> Iterator[Finding]:
    """Judge one rule or schedule."""
    for at, queue in sender.dead_letter_queues:
        if queue.is_fifo is True:
            yield Finding(
                sender,
                f"dead-letter queue must be standard, got the FIFO queue {queue.logical_id}",
                "name a standard queue",
                at=at,
            )
