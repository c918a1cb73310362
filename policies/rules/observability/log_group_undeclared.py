"""The log group of a function is left to Lambda.

Lambda makes a group that is missing at the first invocation, and what it makes keeps its records
for ever. Nobody can give it a retention, a key or a subscription in this template, and it stays
behind when the stack is deleted.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      LoggingConfig:
        LogGroup: !Ref BillLogs
  BillLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.log_groups import DEFAULT_PREFIX, log_group_of
from policies.template.resources.function import Function
from policies.template.resources.log_group import LogGroup
from policies.template.values import Unresolved, known_text


@rule(
    "log-group-undeclared",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if log_group_of(function) is None and not any(
        _may_be_of(function, group) for group in function.template.of(LogGroup)
    ):
        yield Finding(
            function,
            "log group must be declared to have a retention, got none for this function",
            f"declare an AWS::Logs::LogGroup and name it in LoggingConfig, or give it the name "
            f"{DEFAULT_PREFIX} with the function's",
            at="LoggingConfig",
        )


def _may_be_of(function: Function, group: LogGroup) -> bool:
    """True for a group whose name only the deployment knows, and which may be the function's."""
    name = group.name
    if not isinstance(name, Unresolved) or group.default_of not in (None, function):
        return False
    known = known_text(name)
    return not known or known.startswith(DEFAULT_PREFIX)
