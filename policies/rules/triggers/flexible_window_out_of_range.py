"""A flexible schedule does not say how flexible it may be.

With Mode FLEXIBLE the Scheduler wants MaximumWindowInMinutes, from 1 to 1440; without it or outside
of that the deployment fails.

Avoid:

```yaml
Resources:
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 day)
      FlexibleTimeWindow:
        Mode: FLEXIBLE
      Target:
        Arn: arn:aws:sqs:eu-west-1:123456789012:nightly
        RoleArn: arn:aws:iam::123456789012:role/scheduler
```

Prefer:

```yaml
Resources:
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 day)
      FlexibleTimeWindow:
        Mode: FLEXIBLE
        MaximumWindowInMinutes: 30
      Target:
        Arn: arn:aws:sqs:eu-west-1:123456789012:nightly
        RoleArn: arn:aws:iam::123456789012:role/scheduler
```
"""

from collections.abc import Iterator

from policies.domain.limits import SCHEDULE_FLEXIBLE_WINDOW
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.schedule import Schedule

_AT = "FlexibleTimeWindow.MaximumWindowInMinutes"


@rule(
    "flexible-window-out-of-range",
    on=Schedule,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_FlexibleTimeWindow.html",
    given=("FlexibleTimeWindow",),
)
def check(schedule: Schedule) -> Iterator[Finding]:
    """Judge one schedule."""
    minutes = schedule.flexible_window_minutes
    if minutes is not None:
        yield from out_of_bounds(schedule, SCHEDULE_FLEXIBLE_WINDOW, minutes, at=_AT)
    elif schedule.flexible_window_mode == "FLEXIBLE":
        yield Finding(
            schedule,
            f"{SCHEDULE_FLEXIBLE_WINDOW.label} must be {SCHEDULE_FLEXIBLE_WINDOW.bounds} with Mode "
            "FLEXIBLE, got none",
            "set MaximumWindowInMinutes to 15, or Mode to OFF",
            at=_AT,
        )
