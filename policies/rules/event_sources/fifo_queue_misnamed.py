"""The name of a queue and its FifoQueue disagree about whether it is a FIFO queue.

The name of a FIFO queue ends in `.fifo`, and no other queue's may: the dot is for nothing else.
SQS refuses the queue, and the deployment fails. Without a QueueName, CloudFormation finds one.

Avoid:

```yaml
Resources:
  Steps:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: steps
      FifoQueue: true
```

```yaml
Resources:
  Steps:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: steps.fifo
```

Prefer:

```yaml
Resources:
  Steps:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: steps.fifo
      FifoQueue: true
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.queue import Queue
from policies.template.values import Text, Unresolved

_SUFFIX: Final = ".fifo"


@rule(
    "fifo-queue-misnamed",
    on=Queue,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/fifo-queue-message-identifiers.html",
    given=("QueueName",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    name, said = queue.name, queue.boolean("FifoQueue")
    end = name.parts[-1] if isinstance(name, Text) else name
    if not isinstance(end, str) or isinstance(said, Unresolved):
        return
    is_named_so = end.endswith(_SUFFIX)
    if said is True and not is_named_so:
        yield Finding(
            queue,
            f"name of a FIFO queue must end in {_SUFFIX}, got one that ends in {end!r}",
            f"end QueueName in {_SUFFIX}, or drop it",
            at="QueueName",
        )
    elif is_named_so and said is not True:
        yield Finding(
            queue,
            f"queue whose name ends in {_SUFFIX} must be a FIFO queue, got a standard queue",
            f"set FifoQueue to true, or take {_SUFFIX} off QueueName",
            at="QueueName",
        )
