"""A call that the Scheduler cannot make leaves no trace.

It tries for up to a day: while the function is throttled, deleted or the role refused. After that
the call is dropped unless the target has a dead-letter queue.

Avoid:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 day)
      FlexibleTimeWindow: { Mode: "OFF" }
      Target:
        Arn: !GetAtt Report.Arn
        RoleArn: arn:aws:iam::123456789012:role/scheduler
```

Prefer:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 day)
      FlexibleTimeWindow: { Mode: "OFF" }
      Target:
        Arn: !GetAtt Report.Arn
        RoleArn: arn:aws:iam::123456789012:role/scheduler
        DeadLetterConfig:
          Arn: arn:aws:sqs:eu-west-1:123456789012:undelivered
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.schedule import Schedule


@rule(
    "schedule-without-dead-letter-queue",
    on=Schedule,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html",
)
def check(schedule: Schedule) -> Iterator[Finding]:
    """Judge one schedule."""
    target = schedule.target
    if target and not schedule.has_dead_letter_queue:
        yield Finding(
            schedule,
            f"schedule of {target.label} must have a dead-letter queue, got none",
            "set Target.DeadLetterConfig.Arn to an SQS queue that the schedule's role may send to",
            at="Target.Arn",
        )
