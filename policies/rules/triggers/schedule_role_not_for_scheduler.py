"""The role of a schedule does not trust EventBridge Scheduler.

EventBridge Scheduler tries the role when the schedule is created and refuses one that it may not
assume: the deployment fails. A role that was made for a rule trusts events.amazonaws.com, which is
another service.

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
              Service: events.amazonaws.com
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
      FlexibleTimeWindow:
        Mode: "OFF"
      Target:
        Arn: !GetAtt Bill.Arn
        RoleArn: !GetAtt NightlyRole.Arn
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.schedule import Schedule
from policies.template.role_target import role_with_arn

_SCHEDULER: Final = "scheduler.amazonaws.com"


@rule(
    "schedule-role-not-for-scheduler",
    on=Schedule,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html",
    beside=("AWS::IAM::Role",),
)
def check(schedule: Schedule) -> Iterator[Finding]:
    """Judge one schedule."""
    role = role_with_arn(schedule.value("Target", "RoleArn"), schedule.template)
    services = role.trusted_services if role else None
    if role is None or services is None or schedule.target is None or _SCHEDULER in services:
        return
    yield Finding(
        role,
        f"role of {schedule.logical_id} must trust {_SCHEDULER}, got "
        f"{', '.join(sorted(services)) or 'no service'}",
        f"set the Service of the Principal to {_SCHEDULER}",
        at="AssumeRolePolicyDocument",
    )
