"""A function is the destination of its own events.

A record sent back to the function would be handled, succeed or fail, and be sent again. Lambda
refuses the configuration: "You can't specify the function as a destination for itself".

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: $LATEST
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Bill.Arn
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Mourn:
    Type: AWS::Lambda::Function
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: $LATEST
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Mourn.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.function_target import function_target
from policies.template.resources.event_invoke_config import EventInvokeConfig


@rule(
    "destination-is-the-function-itself",
    on=EventInvokeConfig,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
)
def check(configuration: EventInvokeConfig) -> Iterator[Finding]:
    """Judge one configuration."""
    function = configuration.function
    for sent_to in configuration.destinations:
        receiver = function_target(sent_to.value, configuration.template)
        if function is not None and receiver is not None and receiver.function is function:
            yield Finding(
                configuration,
                f"a destination must be another function, got {function.logical_id} itself",
                "name a queue or another function",
                at=sent_to.at,
            )
