"""A dead-letter queue keeps messages for less time than the queue they come from.

In standard queues the clock of a message is not set back when it becomes a dead letter: its age
counts from the day it was first sent. A message that has waited in the queue for longer than the
dead-letter queue keeps anything is deleted there at once, before anybody has looked at it.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead.Arn
        maxReceiveCount: 5
  Dead:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 345600
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
      MessageRetentionPeriod: 345600
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
    "dead-letter-retention-below-source",
    on=Queue,
    severity=Severity.WARNING,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html",
    given=("RedrivePolicy",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    dead = queue.dead_letter_queue
    if dead is None or dead is queue or queue.is_fifo is not False:
        return  # a FIFO queue counts the retention of a dead letter anew
    own, kept = queue.retention_seconds, dead.retention_seconds
    if (
        isinstance(own, int)
        and isinstance(kept, int)
        and kept < own
        and QUEUE_RETENTION.admits(own)
    ):
        yield Finding(
            dead,
            f"retention of a dead-letter queue must not be below the {own} s of "
            f"{queue.logical_id}, got {kept} s: the age of a message counts from when it was "
            "first sent",
            f"set MessageRetentionPeriod to {QUEUE_RETENTION.quantity(QUEUE_RETENTION.maximum)}",
            at="MessageRetentionPeriod",
        )
