"""A mapping calls a durable function whose executions may last longer than a call.

A mapping waits for its function, so a durable execution that it starts has to end in the time of
one invocation: 15 minutes, 90 on a capacity provider. Lambda refuses a mapping to a function whose
ExecutionTimeout is longer. Let the mapping call a function that starts the execution and goes.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Fulfil:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Handler: fulfil.handler
      DurableConfig:
        ExecutionTimeout: 86400
        RetentionPeriodInDays: 7
  FulfilVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Fulfil
  FromOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref FulfilVersion
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Fulfil:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Handler: fulfil.handler
      DurableConfig:
        ExecutionTimeout: 900
        RetentionPeriodInDays: 7
  FulfilVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Fulfil
  FromOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref FulfilVersion
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_TIMEOUT
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "durable-execution-beyond-mapping",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/durable-invoking-esm.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    target = mapping.target
    if target is None or not target.has_current_configuration:
        return
    function = target.function
    seconds = function.integer("DurableConfig", "ExecutionTimeout")
    limit = function.broken(FUNCTION_TIMEOUT, seconds) if isinstance(seconds, int) else None
    if limit is not None and isinstance(seconds, int) and seconds > (limit.maximum or 0):
        yield Finding(
            mapping,
            f"durable execution of {function.logical_id} that a mapping starts must be at most "
            f"{limit.maximum} s, got {seconds} s",
            f"set DurableConfig.ExecutionTimeout of {function.logical_id} to {limit.maximum} s or "
            "less, or start the execution from another function",
            at="FunctionName",
        )
