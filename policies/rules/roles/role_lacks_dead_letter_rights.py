"""A function's role may not write to the function's dead-letter target.

Lambda moves asynchronous events that failed for good to the dead-letter queue or topic with the
function's role, and checks when the function is created that it may. The deployment fails
otherwise.

The rule is silent about targets that no template declares, and where a policy is known at
deployment only.

Avoid:

```yaml
Resources:
  Lost:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
      DeadLetterConfig:
        TargetArn: !GetAtt Lost.Arn
```

Prefer:

```yaml
Resources:
  Lost:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: keep-what-failed
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sqs:SendMessage
                Resource: !GetAtt Lost.Arn
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
      DeadLetterConfig:
        TargetArn: !GetAtt Lost.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import delivery_rights
from policies.template.resources.function import Function


@rule(
    "role-lacks-dead-letter-rights",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    given=("DeadLetterConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    target = function.dead_letter_target
    if target and target.service in ("sqs", "sns"):
        yield from delivery_rights(function, function, target)
