"""A function's role may not write to the destination of its records.

Lambda delivers to a destination with the function's role: what failed for good, or what succeeded.
It refuses an asynchronous configuration whose role may not write there, and where the right is lost
later, the record is lost with it: the destination is what was to keep it.

The rule is silent about destinations that no template declares, and where a policy is known at
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
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    DependsOn: Live
    Properties:
      FunctionName: !Ref Bill
      Qualifier: live
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Lost.Arn
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
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    DependsOn: Live
    Properties:
      FunctionName: !Ref Bill
      Qualifier: live
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Lost.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import delivery_rights
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "role-lacks-destination-rights",
    on=(EventInvokeConfig, EventSourceMapping),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    given=("DestinationConfig",),
)
def check(holder: EventInvokeConfig | EventSourceMapping) -> Iterator[Finding]:
    """Judge one asynchronous configuration or mapping."""
    target = holder.target
    if target and target.has_current_configuration:
        for destination in holder.destinations:
            yield from delivery_rights(holder, target.function, destination)
