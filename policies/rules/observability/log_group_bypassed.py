"""A log group has the name of a function that writes to another one.

LoggingConfig sends the logs of a function elsewhere. The group with the function's name stays
empty, and what is set on it, a retention, a filter that raises alarms, holds for nothing.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      LoggingConfig:
        LogGroup: !Ref AllLogs
  AllLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
  BillLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/${Bill}
      RetentionInDays: 30
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
from policies.template.log_groups import is_written_to, log_group_of
from policies.template.resources.log_group import LogGroup


@rule(
    "log-group-bypassed",
    on=LogGroup,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
    given=("LogGroupName",),
)
def check(group: LogGroup) -> Iterator[Finding]:
    """Judge one log group."""
    function = group.default_of
    other = log_group_of(function) if function is not None else None
    if function is None or not isinstance(other, LogGroup) or other is group:
        return
    if not is_written_to(group):
        yield Finding(
            group,
            f"log group must be the one that {function.logical_id} writes to, "
            f"{other.logical_id}, got its default name",
            f"remove the group, or name it in the LoggingConfig of {function.logical_id}",
            at="LogGroupName",
        )
