"""A schedule expression is none that EventBridge takes.

It is not the cron of a server: there are six fields with the year last, one of the two day fields
is `?`, and days of the week start with 1 for Sunday. A rate is a number and a unit, the unit
singular for 1. EventBridge refuses anything else, and the deployment fails.

Avoid:

```yaml
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 2 * * *)
```

```yaml
Resources:
  Hourly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hours)
```

Prefer:

```yaml
Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 2 * * ? *)
  Hourly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
```
"""

from collections.abc import Iterator

from policies.domain.schedules import schedule_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_rule import EventRule
from policies.template.resources.scalable_target import ScalableTarget
from policies.template.resources.schedule import Schedule


@rule(
    "schedule-expression-invalid",
    on=(EventRule, ScalableTarget, Schedule),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    supersedes=("cfn-lint::E3027",),
    given=(
        "ScheduleExpression",
        "ScheduledActions",
    ),
)
def check(schedule: EventRule | ScalableTarget | Schedule) -> Iterator[Finding]:
    """Judge one rule, schedule or scalable target."""
    for at, expression in schedule.schedule_expressions.items():
        if isinstance(expression, str):
            problem = schedule_problem(expression, of_rule=isinstance(schedule, EventRule))
            if problem:
                yield Finding(schedule, problem.message, problem.fix, at=at)
