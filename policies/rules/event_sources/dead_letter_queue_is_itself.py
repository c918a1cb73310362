"""A queue is its own dead-letter queue.

CloudFormation refuses a resource that refers to itself as a circular dependency. Where the ARN is
written out it deploys nothing useful either: failed messages would return to where they failed.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Orders.Arn
        maxReceiveCount: 5
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
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.queue import Queue


@rule(
    "dead-letter-queue-is-itself",
    on=Queue,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    given=("RedrivePolicy",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    if queue.dead_letter_queue is queue:
        yield Finding(
            queue,
            f"the dead-letter queue must be another queue, got {queue.logical_id} itself",
            "set deadLetterTargetArn to the Arn of a queue for dead letters",
            at="RedrivePolicy.deadLetterTargetArn",
        )
