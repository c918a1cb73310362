"""The receive count of a redrive policy is one that SQS does not accept.

SQS moves a message to the dead-letter queue after 1 to 1000 receives. Anything else fails at
deployment; 0 does not mean "never" nor "at once".

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead.Arn
        maxReceiveCount: 0
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
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: bill
```
"""

from collections.abc import Iterator

from policies.domain.limits import QUEUE_RECEIVE_COUNT
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.queue import Queue


@rule(
    "receive-count-out-of-range",
    on=Queue,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue.html",
    given=("RedrivePolicy",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    receives = queue.maximum_receives
    if receives is not None:
        at = "RedrivePolicy.maxReceiveCount"
        yield from out_of_bounds(queue, QUEUE_RECEIVE_COUNT, receives, at=at)
