"""The number of retries of an event is one that Lambda does not accept.

Lambda tries an asynchronous event again up to two times after the function has failed. More fails
at deployment; what needs more belongs into a queue.

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
      MaximumRetryAttempts: 5
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
      MaximumRetryAttempts: 2
```
"""

from collections.abc import Iterator

from policies.domain.limits import ASYNC_RETRY_ATTEMPTS
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.event_invoke_config import EventInvokeConfig


@rule(
    "event-retries-out-of-range",
    on=EventInvokeConfig,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html",
    given=("MaximumRetryAttempts",),
    supersedes=("cfn-lint::E3034",),
)
def check(configuration: EventInvokeConfig) -> Iterator[Finding]:
    """Judge one configuration."""
    value = configuration.stated_retry_attempts
    if value is not None:
        yield from out_of_bounds(
            configuration, ASYNC_RETRY_ATTEMPTS, value, at="MaximumRetryAttempts"
        )
