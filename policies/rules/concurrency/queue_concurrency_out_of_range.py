"""The maximum concurrency of a queue is one that Lambda does not accept.

An event source mapping of an SQS queue may be bounded to 2 up to 1,000 concurrent invocations. 1 is
what many try in order to handle messages one by one; Lambda refuses it and the deployment fails.
One at a time is what a FIFO queue with a single message group gives.

Avoid:

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
      ScalingConfig:
        MaximumConcurrency: 1
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
      ScalingConfig:
        MaximumConcurrency: 2
```
"""

from collections.abc import Iterator

from policies.domain.limits import QUEUE_MAXIMUM_CONCURRENCY
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "queue-concurrency-out-of-range",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
    given=("ScalingConfig",),
    supersedes=("cfn-lint::E3034",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    maximum = mapping.maximum_concurrency
    if maximum is not None:
        at = "ScalingConfig.MaximumConcurrency"
        yield from out_of_bounds(mapping, QUEUE_MAXIMUM_CONCURRENCY, maximum, at=at)
