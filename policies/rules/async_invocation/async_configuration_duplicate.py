"""Two asynchronous configurations are for one qualifier of a function.

A function has one configuration for each of its aliases and versions and one for $LATEST. The name
that CloudFormation gives it is made of both, so the second "already exists" and the deployment
fails.

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
      MaximumRetryAttempts: 1
  Second:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: $LATEST
      MaximumEventAgeInSeconds: 3600
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
      MaximumEventAgeInSeconds: 3600
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.values import Unresolved


@rule(
    "async-configuration-duplicate",
    on=EventInvokeConfig,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html",
)
def check(configuration: EventInvokeConfig) -> Iterator[Finding]:
    """Judge the configurations of one function."""
    if configuration.function is None:
        return
    related = configuration.template.environment.related
    of_function = related(EventInvokeConfig, "function", configuration.function)
    if of_function[0] is not configuration:
        return  # all configurations of a function are judged with the first
    known: dict[object, EventInvokeConfig] = {}
    for each in of_function:
        target = each.target
        meant = target and (target.alias or target.version or target.qualifier)
        if meant is None or isinstance(meant, Unresolved) or each.is_certain is not True:
            continue
        other = known.setdefault(meant, each)
        if other is not each:
            yield Finding(
                each,
                "a qualifier of a function must have 1 asynchronous configuration, got "
                f"{other.logical_id} already",
                f"put its settings into {other.logical_id} and remove it",
                at="Qualifier",
            )
