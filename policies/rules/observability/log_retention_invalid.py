"""CloudWatch Logs does not know the retention of a log group.

RetentionInDays is one of a list of numbers, not any number: 30 and 60 are on it, 45 and 31 are not.
The deployment fails.

Avoid:

```yaml
Resources:
  BillLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 45
```

Prefer:

```yaml
Resources:
  BillLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 60
```
"""

from collections.abc import Iterator

from policies.domain.limits import LOG_RETENTION_DAYS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.log_group import LogGroup


@rule(
    "log-retention-invalid",
    on=LogGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
    given=("RetentionInDays",),
)
def check(group: LogGroup) -> Iterator[Finding]:
    """Judge one log group."""
    days = group.retention_days
    if not isinstance(days, int) or days in LOG_RETENTION_DAYS:
        return
    allowed = sorted(int(each) for each in LOG_RETENTION_DAYS.values)
    longer = next((each for each in allowed if each > days), allowed[-1])
    yield Finding(
        group,
        f"{LOG_RETENTION_DAYS.label} must be one of {', '.join(map(str, allowed))} "
        f"{LOG_RETENTION_DAYS.unit}, got {days}",
        f"set RetentionInDays to {longer}",
        at="RetentionInDays",
    )
