"""A log group keeps its records for ever.

Without RetentionInDays nothing is ever deleted. A function writes at least three lines for each
invocation; after a year or two the storage of logs that nobody reads costs more than the function.

Avoid:

```yaml
Resources:
  BillLogs:
    Type: AWS::Logs::LogGroup
```

Prefer:

```yaml
Resources:
  BillLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.log_group import LogGroup


@rule(
    "log-group-without-retention",
    on=LogGroup,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
)
def check(group: LogGroup) -> Iterator[Finding]:
    """Judge one log group."""
    if group.retention_days is None and not group.has_fixed_retention:
        yield Finding(
            group,
            "log group must have a retention, got none: records are kept for ever",
            "set RetentionInDays, to 30 for one",
            at="RetentionInDays",
        )
