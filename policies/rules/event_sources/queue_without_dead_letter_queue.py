"""A queue that a function consumes has no dead-letter queue.

A message that the function cannot handle comes back after each visibility timeout, is paid for
each time, delays the messages behind it, and disappears without a trace when its retention ends.
A redrive policy puts it aside instead, where an alarm can see it.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: bill
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead.Arn
        maxReceiveCount: 5
  Dead:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: bill
```
"""

from collections.abc import Iterator

from policies.domain.limits import RECEIVES_FOR_LAMBDA
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.queue import Queue


@rule(
    "queue-without-dead-letter-queue",
    on=Queue,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
    beside=("AWS::Lambda::EventSourceMapping",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    if queue.redrive_policy is None and queue.mappings and not queue.keeps_failures:
        consumer = queue.mappings[0].logical_id
        yield Finding(
            queue,
            "a queue that a function consumes should have a dead-letter queue, got none on a queue "
            f"that {consumer} polls",
            "set RedrivePolicy with a deadLetterTargetArn and a maxReceiveCount of "
            f"{RECEIVES_FOR_LAMBDA} or more",
        )
