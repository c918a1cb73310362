"""The role of a schedule may not call its function, or not keep what it could not deliver.

EventBridge Scheduler calls with a role of its own and not by a permission of the function. Without
lambda:InvokeFunction on exactly what it calls, which for an alias is the alias, every run is
refused; without sqs:SendMessage on its dead-letter queue, nothing tells of it.

The rule is silent where a policy is known at deployment only.

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
                Action: lambda:GetFunction
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.schedule import Schedule
from policies.template.role_target import role_with_arn


@rule(
    "schedule-role-without-rights",
    on=Schedule,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html",
    beside=("AWS::IAM::Role",),
)
def check(schedule: Schedule) -> Iterator[Finding]:
    """Judge one schedule."""
    role = role_with_arn(schedule.value("Target", "RoleArn"), schedule.template)
    called = schedule.target
    if role is None or called is None:
        return
    queue = schedule.dead_letter_queue
    asked = [("lambda:InvokeFunction", schedule.value("Target", "Arn"), called.label)]
    if queue is not None:
        arn = schedule.value("Target", "DeadLetterConfig", "Arn")
        asked.append(("sqs:SendMessage", arn, queue.logical_id))
    for action, arn, name in asked:
        if role.rights.lacks(action, arn):
            yield Finding(
                schedule,
                f"role of the schedule must allow {action} on {name}, got {role.logical_id} "
                f"without it",
                f"allow {action} on {name} in a policy of {role.logical_id}",
                at="Target.RoleArn",
            )
