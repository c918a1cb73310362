"""A queue's batch size is above ten, and there is no batching window.

Lambda receives ten messages of a queue at once. For larger batches it has to gather them, and
refuses the mapping unless MaximumBatchingWindowInSeconds tells for how long it may: "Maximum batch
window in seconds must be greater than 0 if maximum batch size is greater than 10".

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
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
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: detector
      BatchSize: 100
      MaximumBatchingWindowInSeconds: 5
```
"""

from collections.abc import Iterator

from policies.domain.limits import MAPPING_BATCH_SIZE, MAPPING_BATCH_WITHOUT_WINDOW
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "batch-above-ten-without-window",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    given=("BatchSize",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source != "sqs" or mapping.polls_fifo_queue is True:
        return  # a FIFO queue takes no such batch at all: batch-size-out-of-range
    size, window = mapping.stated_batch_size, mapping.batching_window_seconds
    if not isinstance(size, int) or not MAPPING_BATCH_SIZE.admits(size):
        return
    problem = MAPPING_BATCH_WITHOUT_WINDOW.violation(size)
    if problem and window in (None, 0):
        yield Finding(
            mapping,
            problem,
            f"set MaximumBatchingWindowInSeconds to 1 s or more, or BatchSize to "
            f"{MAPPING_BATCH_WITHOUT_WINDOW.maximum} or less",
            at="BatchSize",
        )
