"""Messages go to the dead-letter queue after a single receive.

A receive is counted when Lambda takes a message, not when the function has failed: a throttled
invocation, a timeout or a lost poller uses the only attempt up, and a healthy message is buried.
AWS recommends five receives or more for a queue that Lambda polls.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead.Arn
        maxReceiveCount: 1
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

from policies.domain.limits import RECEIVES_FOR_LAMBDA
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.queue import Queue


@rule(
    "receive-count-of-one",
    on=Queue,
    severity=Severity.WARNING,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    given=("RedrivePolicy",),
    beside=("AWS::Lambda::EventSourceMapping",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    if queue.maximum_receives == 1 and queue.mappings:
        yield Finding(
            queue,
            f"receive count should be at least {RECEIVES_FOR_LAMBDA} for a queue that Lambda "
            "polls, got 1: a throttled message gets no second attempt",
            f"set maxReceiveCount to {RECEIVES_FOR_LAMBDA} or more",
            at="RedrivePolicy.maxReceiveCount",
        )
