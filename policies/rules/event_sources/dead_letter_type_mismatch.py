"""A FIFO queue and its dead-letter queue are not of the same type.

The dead-letter queue of a FIFO queue must be a FIFO queue, that of a standard queue a standard
one. SQS refuses any other redrive policy, so the deployment fails.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead.Arn
        maxReceiveCount: 5
  Dead:
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
      FifoQueue: true
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead.Arn
        maxReceiveCount: 5
  Dead:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: bill
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.queue import Queue


@rule(
    "dead-letter-type-mismatch",
    on=Queue,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue.html",
    given=("RedrivePolicy",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    dead = queue.dead_letter_queue
    if dead is None:
        return
    own, other = queue.is_fifo, dead.is_fifo
    if isinstance(own, bool) and isinstance(other, bool) and own != other:
        wanted, got = ("FIFO", "standard") if own else ("standard", "FIFO")
        yield Finding(
            queue,
            f"the dead-letter queue of a {wanted} queue must be a {wanted} queue, got the {got} "
            f"queue {dead.logical_id}",
            f"{'set' if own else 'remove'} FifoQueue on {dead.logical_id}, or name another queue",
            at="RedrivePolicy.deadLetterTargetArn",
        )
