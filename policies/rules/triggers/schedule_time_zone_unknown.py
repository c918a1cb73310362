"""A schedule runs in a time zone that nobody knows.

Time zones have the names of the IANA database, a continent and a city. EventBridge Scheduler and
Application Auto Scaling refuse any other, and the deployment fails.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  NightlyRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: scheduler.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: call
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: lambda:InvokeFunction
                Resource: !GetAtt Bill.Arn
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 day)
      ScheduleExpressionTimezone: Germany/Berlin
      FlexibleTimeWindow:
        Mode: "OFF"
      Target:
        Arn: !GetAtt Bill.Arn
        RoleArn: !GetAtt NightlyRole.Arn
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  NightlyRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: scheduler.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: call
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: lambda:InvokeFunction
                Resource: !GetAtt Bill.Arn
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 day)
      ScheduleExpressionTimezone: Europe/Berlin
      FlexibleTimeWindow:
        Mode: "OFF"
      Target:
        Arn: !GetAtt Bill.Arn
        RoleArn: !GetAtt NightlyRole.Arn
```
"""

from collections.abc import Iterator

from policies.domain.time_zones import time_zone_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.scalable_target import ScalableTarget
from policies.template.resources.schedule import Schedule


@rule(
    "schedule-time-zone-unknown",
    on=(ScalableTarget, Schedule),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
    given=(
        "ScheduleExpressionTimezone",
        "ScheduledActions",
    ),
)
def check(schedule: ScalableTarget | Schedule) -> Iterator[Finding]:
    """Judge one schedule or scalable target."""
    for at, name in schedule.time_zones.items():
        if isinstance(name, str) and time_zone_problem(name):
            yield Finding(
                schedule,
                f"time zone must be an IANA name such as Europe/Berlin, got {name!r}",
                "write a continent, a slash and a city, or UTC",
                at=at,
            )
