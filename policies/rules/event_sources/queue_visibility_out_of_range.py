"""The visibility timeout of a queue is one that SQS does not accept.

SQS hides a received message for at most twelve hours. A longer time fails at deployment, after
everything before the queue in the stack was already changed.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 86400
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 43200
```
"""

from collections.abc import Iterator

from policies.domain.limits import QUEUE_VISIBILITY_TIMEOUT
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.queue import Queue


@rule(
    "queue-visibility-out-of-range",
    on=Queue,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
    given=("VisibilityTimeout",),
    supersedes=("cfn-lint::E3034",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    yield from out_of_bounds(
        queue, QUEUE_VISIBILITY_TIMEOUT, queue.visibility_timeout_seconds, at="VisibilityTimeout"
    )
