"""Several functions poll one queue.

A message goes to one of the pollers, to which one is chance: each function sees a part of the
messages, and none sees all. With filters it is worse, for Lambda deletes from the queue what the
filter of the poller that got it does not match. Fan out with a topic and a queue per function, or
let one function pass on what it gets.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Bill:
    Type: AWS::Lambda::Function
  Audit:
    Type: AWS::Lambda::Function
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
  Second:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Audit
```

Prefer:

```yaml
Resources:
  Orders:
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
    "queue-with-several-functions",
    on=Queue,
    severity=Severity.WARNING,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html",
    beside=("AWS::Lambda::EventSourceMapping",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    polling = [
        each for each in queue.mappings if each.is_enabled is True and each.is_certain is True
    ]
    functions = {each.function.logical_id for each in polling if each.function is not None}
    if len(functions) > 1:
        yield Finding(
            queue,
            f"a queue should be polled by 1 function, got {len(functions)}: "
            f"{', '.join(sorted(functions))}",
            "give each function a queue of its own, subscribed to one topic",
        )
