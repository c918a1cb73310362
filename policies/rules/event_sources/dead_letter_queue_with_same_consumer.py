"""A dead-letter queue is polled by the function that could not handle its messages.

The function has failed on these messages as often as the redrive policy allows. Polling the
dead-letter queue with the same function makes it fail on them again, and with no redrive policy
there, again until their retention ends: the invocations are paid for and the messages are never
set aside. Redrive them by hand once the fault is mended, or let another function look at them.

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
  Bill:
    Type: AWS::Lambda::Function
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
  Again:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Dead.Arn
      FunctionName: !Ref Bill
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
  Bill:
    Type: AWS::Lambda::Function
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.queue import Queue


@rule(
    "dead-letter-queue-with-same-consumer",
    on=Queue,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
    beside=("AWS::Lambda::EventSourceMapping",),
)
def check(dead: Queue) -> Iterator[Finding]:
    """Judge one dead-letter queue."""
    failing = {
        mapping.function: source
        for source in dead.sources
        for mapping in (source.mappings if source is not dead else ())
        if mapping.function is not None
    }
    for mapping in dead.mappings if failing else ():
        function = mapping.function
        if function is not None and function in failing and mapping.is_enabled is True:
            yield Finding(
                mapping,
                "a dead-letter queue must be read by another function than the queue it is for, "
                f"got {function.logical_id} on both {dead.logical_id} and "
                f"{failing[function].logical_id}",
                "remove this mapping and redrive the messages once the fault is mended, or name "
                "another function",
                at="EventSourceArn",
            )
