"""A mapping has a key for filters, and no filters.

KmsKeyArn encrypts the filter criteria and nothing else: neither the messages nor the function.
Where there are no filters it does nothing, and somebody may believe that it does.

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
      KmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/k
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
      KmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/k
      FilterCriteria:
        Filters:
          - Pattern: '{"body": {"level": ["high"]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "kms-key-without-filter",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
    given=("KmsKeyArn",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.has_filter_key and mapping.filter_criteria is None:
        yield Finding(
            mapping,
            "a key on a mapping encrypts its filters, got a key and no filters",
            "remove KmsKeyArn, and encrypt the queue or stream where that was meant",
            at="KmsKeyArn",
        )
