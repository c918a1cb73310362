"""A function has a dead-letter queue, and only event source mappings call it.

The dead-letter queue of a function takes asynchronous events. A mapping waits for the answer, so
what fails goes elsewhere: for a queue to the dead-letter queue of that queue, for a stream to the
mapping's failure destination. The function's own stays empty, and somebody watches it.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Lost:
    Type: AWS::SQS::Queue
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      DeadLetterConfig:
        TargetArn: !GetAtt Lost.Arn
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Lost.Arn
        maxReceiveCount: 5
  Lost:
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
from policies.template.calls import calls_of
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.function import Function


@rule(
    "dead-letter-config-beside-mapping",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
    given=("DeadLetterConfig",),
    beside=("AWS::Lambda::EventSourceMapping",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    callers = [call.caller for call in calls_of(function)]
    mappings = [each for each in callers if isinstance(each, EventSourceMapping)]
    if function.dead_letter_target and mappings and len(mappings) == len(callers):
        yield Finding(
            function,
            "a dead-letter queue of a function takes asynchronous events, got one on a function "
            f"that only {mappings[0].logical_id} calls",
            "set RedrivePolicy on the queue, or DestinationConfig.OnFailure on the mapping of a "
            "stream",
            at="DeadLetterConfig",
        )
