"""The batch size is one that Lambda does not accept for the source.

A mapping passes on 1 to 10,000 records at once, of a FIFO queue at most 10. Anything else fails at
deployment. The queue's type is looked up where the assembly holds the queue.

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
      BatchSize: 100
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

from policies.domain.event_sources import batch_size
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "batch-size-out-of-range",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    given=("BatchSize",),
    supersedes=("cfn-lint::E3034", "cfn-lint::E3705"),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    size = mapping.stated_batch_size
    if size is not None:
        limit = batch_size(mapping.source or "", is_fifo=mapping.polls_fifo_queue is True)
        yield from out_of_bounds(mapping, limit, size, at="BatchSize")
