"""What SNS cannot deliver to the function is gone.

It tries for some hours: while the function is throttled, deleted or refuses the topic. After that
the message is dropped unless the subscription has a redrive policy. (What the function itself
fails on is another matter: its own on-failure destination keeps that.)

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Bill:
    Type: AWS::Lambda::Function
  ToBill:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: lambda
      Endpoint: !GetAtt Bill.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: !Ref Orders
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SNS::Topic
  Bill:
    Type: AWS::Lambda::Function
  ToBill:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: lambda
      Endpoint: !GetAtt Bill.Arn
      RedrivePolicy:
        deadLetterTargetArn: arn:aws:sqs:eu-west-1:123456789012:undelivered
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: !Ref Orders
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.subscription import Subscription


@rule(
    "subscription-without-dead-letter-queue",
    on=Subscription,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
)
def check(subscription: Subscription) -> Iterator[Finding]:
    """Judge one subscription."""
    target = subscription.target
    if target and not subscription.has_dead_letter_queue:
        yield Finding(
            subscription,
            f"subscription of {target.label} must have a dead-letter queue, got no redrive policy",
            "set RedrivePolicy.deadLetterTargetArn to an SQS queue that SNS may send to",
            at="Endpoint",
        )
