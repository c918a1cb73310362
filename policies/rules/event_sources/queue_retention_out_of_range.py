"""The retention of a queue is one that SQS does not accept.

SQS keeps a message for a minute at least and for two weeks at most. Anything else fails at
deployment.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 2592000
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
```
"""

from collections.abc import Iterator

from policies.domain.limits import QUEUE_RETENTION
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.queue import Queue


@rule(
    "queue-retention-out-of-range",
    on=Queue,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
    given=("MessageRetentionPeriod",),
    supersedes=("cfn-lint::E3034",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    yield from out_of_bounds(
        queue, QUEUE_RETENTION, queue.retention_seconds, at="MessageRetentionPeriod"
    )
