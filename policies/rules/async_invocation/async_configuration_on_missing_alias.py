"""An asynchronous configuration is for an alias that the function does not have.

Lambda refuses a configuration for a qualifier that does not exist. An alias that somebody makes
outside of the template may save a later deployment, but not the first one.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: live
      MaximumRetryAttempts: 1
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    DependsOn: Live
    Properties:
      FunctionName: !Ref Bill
      Qualifier: live
      MaximumRetryAttempts: 1
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_invoke_config import EventInvokeConfig


@rule(
    "async-configuration-on-missing-alias",
    on=EventInvokeConfig,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html",
)
def check(configuration: EventInvokeConfig) -> Iterator[Finding]:
    """Judge one configuration."""
    target = configuration.target
    qualifier = target.qualifier if target else None
    if target is None or not isinstance(qualifier, str) or qualifier.startswith("$"):
        return
    if qualifier.isdecimal() or target.alias is not None:
        return
    names = [alias.name for alias in target.function.aliases]
    if all(isinstance(name, str) and name != qualifier for name in names):
        there = f", {', '.join(map(str, names))}" if names else ""
        yield Finding(
            configuration,
            "an asynchronous configuration must be for an alias that "
            f"{target.function.logical_id} has{there}, got {qualifier}",
            f"declare an AWS::Lambda::Alias named {qualifier}, or set Qualifier to one there is",
            at="Qualifier",
        )
