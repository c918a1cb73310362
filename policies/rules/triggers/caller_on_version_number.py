"""A caller names a version of the function by its number.

The number was right on the day it was typed. Deployments publish new versions and this caller
stays with the old code, its old environment variables and, before long, its deprecated runtime.
Let it use an alias, which deployments move, or the version resource of the same template.

Avoid:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Orders:
    Type: AWS::Kinesis::Stream
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Sub ${Report}:7
      StartingPosition: TRIM_HORIZON
```

Prefer:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Orders:
    Type: AWS::Kinesis::Stream
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Report
      StartingPosition: TRIM_HORIZON
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.calls import calls
from policies.template.environment import Environment
from policies.template.resources.url import Url


@rule(
    "caller-on-version-number",
    on=Environment,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html",
    beside=("AWS::Lambda::Function",),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge the callers of one account and region."""
    for call in calls(environment):
        qualifier = call.target.qualifier
        # A URL takes no version at all: url-on-version says so.
        if isinstance(call.caller, Url) or not isinstance(qualifier, str):
            continue
        if qualifier.isdecimal() and call.target.version is None:
            name = call.target.function.logical_id
            yield Finding(
                call.caller,
                f"caller must use an alias of {name}, got version {qualifier}, which stays behind",
                f"set {call.at} to an alias of {name}, or to its AWS::Lambda::Version resource",
                at=call.at,
            )
