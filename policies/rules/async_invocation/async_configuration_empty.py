"""An asynchronous configuration configures nothing.

Lambda refuses it: "You must specify at least one of error handling or destination setting".

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
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: $LATEST
      MaximumRetryAttempts: 1
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_invoke_config import EventInvokeConfig


@rule(
    "async-configuration-empty",
    on=EventInvokeConfig,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html",
)
def check(configuration: EventInvokeConfig) -> Iterator[Finding]:
    """Judge one configuration."""
    if configuration.is_empty:
        yield Finding(
            configuration,
            "an asynchronous configuration must set retries, age or a destination, got none of "
            "them",
            "set MaximumRetryAttempts, MaximumEventAgeInSeconds or DestinationConfig, or remove it",
        )
