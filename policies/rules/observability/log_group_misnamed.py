"""A log group is meant for a function and has a name to which the function does not write.

A function writes to /aws/lambda/ and its name, unless its LoggingConfig says otherwise. A group
under the logical id of a function whose name CloudFormation makes up, or under a name with a slip
in the prefix, stays empty: its retention, its key and its filters hold for nothing, and Lambda
makes another group that keeps everything for ever.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /aws/lambda/Bill
      RetentionInDays: 30
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/${Bill}
      RetentionInDays: 30
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.log_groups import DEFAULT_PREFIX, function_meant_by, is_written_to
from policies.template.resources.log_group import LogGroup


@rule(
    "log-group-misnamed",
    on=LogGroup,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
    given=("LogGroupName",),
)
def check(group: LogGroup) -> Iterator[Finding]:
    """Judge one log group."""
    function = function_meant_by(group)
    if function is not None and not is_written_to(group):
        name = f"${{{function.logical_id}}}"
        yield Finding(
            group,
            f"name of the log group must be {DEFAULT_PREFIX}{name} to be that of "
            f"{function.logical_id}, got another",
            f"set LogGroupName to !Sub {DEFAULT_PREFIX}{name}",
            at="LogGroupName",
        )
