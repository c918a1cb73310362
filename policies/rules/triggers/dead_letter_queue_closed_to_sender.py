"""The dead-letter queue of a rule or subscription lets the service not send to it.

EventBridge and SNS send what they could not deliver in their own name, so the queue's policy has to
let them. The console writes that policy, CloudFormation does not: without it, or encrypted with the
key alias/aws/sqs, which no service may use, the queue stays empty and the events are gone.

Judged are queues of the assembly, by the policies that it declares.

Avoid:

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
from policies.template.queue_policies import has_key_of_aws, may_be_sent_by
from policies.template.resources.event_rule import EventRule
from policies.template.resources.subscription import Subscription


@rule(
    "dead-letter-queue-closed-to-sender",
    on=(EventRule, Subscription),
    severity=Severity.ERROR,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
    beside=("AWS::SQS::Queue",),
)
def check(sender: EventRule | Subscription) -> Iterator[Finding]:
    """Judge one rule or subscription."""
    service = "events.amazonaws.com" if isinstance(sender, EventRule) else "sns.amazonaws.com"
    for at, queue in sender.dead_letter_queues:
        # Refused at once, as delivery-dead-letter-queue-is-fifo says.
        if isinstance(sender, EventRule) and queue.is_fifo is True:
            continue
        if not may_be_sent_by(queue, service):
            yield Finding(
                sender,
                f"dead-letter queue {queue.logical_id} must let {service} send to it, got no "
                "policy that does",
                f"add an AWS::SQS::QueuePolicy that allows {service} sqs:SendMessage on "
                f"{queue.logical_id}",
                at=at,
            )
        elif has_key_of_aws(queue):
            yield Finding(
                sender,
                f"key of dead-letter queue {queue.logical_id} must be one that {service} may use, "
                "got alias/aws/sqs",
                f"set SqsManagedSseEnabled of {queue.logical_id} to true instead of KmsMasterKeyId",
                at=at,
            )
