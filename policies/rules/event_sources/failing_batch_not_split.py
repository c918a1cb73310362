"""One bad record of a stream makes its whole batch fail.

Lambda retries the batch as a whole, so records that were handled already are handled again, and
given up with the bad one when the retries end. BisectBatchOnFunctionError halves the batch until
the bad record is alone; a function that reports the failed item with ReportBatchItemFailures does
better still.

Avoid:

```yaml
Resources:
  Readings:
    Type: AWS::Kinesis::Stream
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
```

Prefer:

```yaml
Resources:
  Readings:
    Type: AWS::Kinesis::Stream
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
      FunctionResponseTypes:
        - ReportBatchItemFailures
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import STREAMS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "failing-batch-not-split",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    size = mapping.batch_size
    if (
        mapping.source in STREAMS
        and mapping.bisects_batches is False
        and mapping.reports_item_failures is False
        and isinstance(size, int)
        and size > 1
    ):
        yield Finding(
            mapping,
            f"a failing batch should be split to spare its good records, got batches of {size} "
            "that fail as a whole",
            "set FunctionResponseTypes to ReportBatchItemFailures and return what failed, or set "
            "BisectBatchOnFunctionError to true",
        )
