"""A dead-letter queue keeps messages no longer than the queue they come from.

The age of a message counts from when it was first sent, in standard queues also after it became a
dead letter. With the same retention on both, which is what two queues have by default, a message
that failed after three days of a backlog leaves one day to find it. AWS recommends a longer
retention for the dead-letter queue.

Avoid:

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

from policies.domain.limits import QUEUE_RETENTION
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.queue import Queue


@rule(
    "dead-letter-retention-not-above-source",
    on=Queue,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html",
    given=("RedrivePolicy",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    dead = queue.dead_letter_queue
    if dead is None or dead is queue or queue.is_fifo is not False:
        return  # a FIFO queue counts the retention of a dead letter anew
    own, kept = queue.retention_seconds, dead.retention_seconds
    if isinstance(own, int) and own == kept and own != QUEUE_RETENTION.maximum:
        yield Finding(
            dead,
            f"retention of a dead-letter queue should be longer than the {own} s of "
            f"{queue.logical_id}, got the same",
            f"set MessageRetentionPeriod to {QUEUE_RETENTION.quantity(QUEUE_RETENTION.maximum)}",
            at="MessageRetentionPeriod",
        )
