"""A function is subscribed to a FIFO topic.

FIFO topics deliver to SQS queues only; SNS refuses other protocols and the deployment fails. Put a
FIFO queue between them: the function then gets the messages of a group in order.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: orders.fifo
      FifoTopic: true
  ToBill:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: lambda
      Endpoint: arn:aws:lambda:eu-west-1:123456789012:function:bill
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: orders.fifo
      FifoTopic: true
  ToBill:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: sqs
      Endpoint: arn:aws:sqs:eu-west-1:123456789012:bill.fifo
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.subscription import Subscription
from policies.template.resources.topic import Topic


@rule(
    "fifo-topic-to-function",
    on=(Subscription, Topic),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html",
    given=("FifoTopic", "Protocol"),
)
def check(subscriber: Subscription | Topic) -> Iterator[Finding]:
    """Judge one subscription, or those that a topic lists itself."""
    topic = subscriber if isinstance(subscriber, Topic) else subscriber.topic
    if topic is None or topic.is_fifo is not True:
        return
    for at in subscriber.function_protocols:
        yield Finding(
            subscriber,
            f"protocol of a subscription to FIFO topic {topic.logical_id} must be sqs, got lambda",
            "subscribe a FIFO queue, and let an event source mapping call the function",
            at=at,
        )
