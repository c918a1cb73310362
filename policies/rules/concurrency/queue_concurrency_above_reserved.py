"""The queues of a function may call it more often at once than it reserves.

A queue's maximum concurrency bounds what Lambda reads for the function, its reserved concurrency
what may run. Where the maxima of its queues add up to more, Lambda reads messages that it then has
to throttle: they go back to the queue, count as received, and reach the dead-letter queue without
ever having been tried. AWS asks for a reservation of at least the sum.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 10
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
      ScalingConfig:
        MaximumConcurrency: 50
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 50
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
      ScalingConfig:
        MaximumConcurrency: 50
```
"""

from collections.abc import Iterator

from policies.domain.limits import QUEUE_MAXIMUM_CONCURRENCY
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.function import Function


@rule(
    "queue-concurrency-above-reserved",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
    given=("ReservedConcurrentExecutions",),
    beside=("AWS::Lambda::EventSourceMapping",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    reserved = function.reserved_concurrency
    if not isinstance(reserved, int) or reserved <= 0:
        return  # a function that is off is reserved-concurrency-zero's
    mappings = function.template.environment.related(EventSourceMapping, "function", function)
    maxima = {
        mapping: maximum
        for mapping in mappings
        for maximum in (mapping.maximum_concurrency,)
        if isinstance(maximum, int)
        and QUEUE_MAXIMUM_CONCURRENCY.admits(maximum)
        and mapping.is_certain is True
    }
    total = sum(maxima.values())
    if total > reserved:
        sum_of = f" over {len(maxima)} queues" if len(maxima) > 1 else ""
        yield Finding(
            function,
            f"reserved concurrency should be at least the {total} that its queues may use at "
            f"once{sum_of}, got {reserved}",
            f"set ReservedConcurrentExecutions to {total} or more, or MaximumConcurrency to "
            f"{max(reserved // len(maxima), QUEUE_MAXIMUM_CONCURRENCY.nearest(0))} or less",
            at="ReservedConcurrentExecutions",
        )
