"""A function's role may not write the function's logs.

Nothing fails: the function runs, and what it prints, how long it took and why it failed is written
nowhere. Whoever looks for the cause of an alarm finds an empty log group, or none.

Creating the log group itself is not demanded: declare it in the template, with a retention, and the
role needs CreateLogStream and PutLogEvents alone. The rule is silent where a policy is known at
deployment only.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```

Prefer:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.domain.needed_rights import LOGS
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import lacking_rights
from policies.template.log_stream import log_stream_arn
from policies.template.resources.function import Function


@rule(
    "role-cannot-write-logs",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
    supersedes=("cfn_nag::W58",),
    beside=("AWS::IAM::Role",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    yield from lacking_rights(
        function,
        function,
        LOGS,
        at="Role",
        on=log_stream_arn(function),
        what="its log group",
        policy="service-role/AWSLambdaBasicExecutionRole",
    )
