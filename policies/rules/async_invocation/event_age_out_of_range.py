"""The maximum age of an event is one that Lambda does not accept.

Lambda keeps an asynchronous event for a minute to six hours while it tries again. Anything else
fails at deployment.

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
      MaximumEventAgeInSeconds: 86400
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
      MaximumEventAgeInSeconds: 21600
```
"""

from collections.abc import Iterator

from policies.domain.limits import ASYNC_EVENT_AGE
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.event_invoke_config import EventInvokeConfig


@rule(
    "event-age-out-of-range",
    on=EventInvokeConfig,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html",
    given=("MaximumEventAgeInSeconds",),
    supersedes=("cfn-lint::E3034",),
)
def check(configuration: EventInvokeConfig) -> Iterator[Finding]:
    """Judge one configuration."""
    value = configuration.stated_event_age_seconds
    if value is not None:
        yield from out_of_bounds(
            configuration, ASYNC_EVENT_AGE, value, at="MaximumEventAgeInSeconds"
        )
