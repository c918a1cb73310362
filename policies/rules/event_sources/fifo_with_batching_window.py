"""A mapping of a FIFO queue has a batching window.

Lambda does not gather messages of FIFO queues and refuses the mapping: "Batching window is not
supported for FIFO queues".

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: detector
      MaximumBatchingWindowInSeconds: 5
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: detector
      BatchSize: 10
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import fifo_window_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "fifo-with-batching-window",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    given=("MaximumBatchingWindowInSeconds",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    window = mapping.batching_window_seconds
    if mapping.polls_fifo_queue is not True or not isinstance(window, int):
        return
    problem = fifo_window_problem(window)
    if problem:
        fix = "remove MaximumBatchingWindowInSeconds"
        yield Finding(mapping, problem, fix, at="MaximumBatchingWindowInSeconds")
