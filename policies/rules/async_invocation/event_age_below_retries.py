"""An asynchronous event expires before its retries.

Lambda waits a minute before the first retry and two more before the second. An event whose maximum
age is shorter than that is given up first, so the retries that the configuration asks for never
happen.

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
      MaximumRetryAttempts: 2
      MaximumEventAgeInSeconds: 60
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
      MaximumEventAgeInSeconds: 3600
```
"""

from collections.abc import Iterator

from policies.domain.asynchronous import event_age_problem, possible_retries
from policies.domain.limits import ASYNC_EVENT_AGE, ASYNC_RETRY_ATTEMPTS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_invoke_config import EventInvokeConfig


@rule(
    "event-age-below-retries",
    on=EventInvokeConfig,
    severity=Severity.WARNING,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html",
    given=("MaximumEventAgeInSeconds",),
)
def check(configuration: EventInvokeConfig) -> Iterator[Finding]:
    """Judge one configuration."""
    age, retries = configuration.stated_event_age_seconds, configuration.stated_retry_attempts
    if not isinstance(age, int) or not isinstance(retries, int):
        return
    if not ASYNC_EVENT_AGE.admits(age) or not ASYNC_RETRY_ATTEMPTS.admits(retries):
        return
    problem = event_age_problem(age, retries)
    if problem:
        yield Finding(
            configuration,
            problem,
            f"set MaximumEventAgeInSeconds to {ASYNC_EVENT_AGE.maximum}, or MaximumRetryAttempts "
            f"to {possible_retries(age)}",
            at="MaximumEventAgeInSeconds",
        )
