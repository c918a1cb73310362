"""A function's failed or processed events go to what calls it.

The record comes back as an event, of another form than the function expects: it fails again, its
record comes back again, and so on. Lambda stops some such loops after a while, at the price of the
events in them.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: $LATEST
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Orders.Arn
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Lost:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: $LATEST
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Lost.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.calls import calls_of
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.function import Function


@rule(
    "destination-is-own-trigger",
    on=(EventInvokeConfig, EventSourceMapping, Function),
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
    given=(
        "DeadLetterConfig",
        "DestinationConfig",
    ),
)
def check(holder: EventInvokeConfig | EventSourceMapping | Function) -> Iterator[Finding]:
    """Judge one resource."""
    function = holder if isinstance(holder, Function) else holder.function
    if function is None:
        return
    for sent_to in holder.destinations:
        if sent_to.resource is None or sent_to.flaw:
            continue
        back = next((each for each in calls_of(function) if each.source is sent_to.resource), None)
        if back:
            yield Finding(
                holder,
                f"a destination must not call {function.logical_id} itself, got {sent_to.name}, "
                f"which {back.caller.logical_id} connects to it",
                "name a queue that another function reads",
                at=sent_to.at,
            )
