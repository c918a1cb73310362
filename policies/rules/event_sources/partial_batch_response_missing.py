"""One bad message of a queue sends its whole batch back.

Without ReportBatchItemFailures Lambda deletes all messages of a batch or none. Those that were
handled already come back, are handled twice, and use up their receive count with the bad one, up to
the dead-letter queue. With it, the function returns the ids of what failed; the code has to do so,
since an empty answer then means that everything went well.

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
      BatchSize: 10
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
      BatchSize: 10
      FunctionResponseTypes:
        - ReportBatchItemFailures
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "partial-batch-response-missing",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    size = mapping.batch_size
    if (
        mapping.source == "sqs"
        and mapping.reports_item_failures is False
        and isinstance(size, int)
        and size > 1
    ):
        yield Finding(
            mapping,
            f"the function should report which messages of a batch failed, got batches of up to "
            f"{size} that fail as a whole",
            "set FunctionResponseTypes to ReportBatchItemFailures and return what failed",
        )
