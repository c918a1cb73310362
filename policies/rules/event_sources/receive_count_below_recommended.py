"""Messages go to the dead-letter queue after fewer receives than AWS recommends.

Throttled batches count as received, so a short burst can bury messages with which nothing is
wrong. AWS recommends a receive count of at least five for a queue that Lambda polls. Three is
common and may be right where throttling is none of your worries.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead.Arn
        maxReceiveCount: 3
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
    "receive-count-below-recommended",
    on=Queue,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    given=("RedrivePolicy",),
    beside=("AWS::Lambda::EventSourceMapping",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    receives = queue.maximum_receives
    if isinstance(receives, int) and 1 < receives < RECEIVES_FOR_LAMBDA and queue.mappings:
        yield Finding(
            queue,
            f"receive count should be at least {RECEIVES_FOR_LAMBDA} for a queue that Lambda "
            f"polls, got {receives}",
            f"set maxReceiveCount to {RECEIVES_FOR_LAMBDA} or more",
            at="RedrivePolicy.maxReceiveCount",
        )
