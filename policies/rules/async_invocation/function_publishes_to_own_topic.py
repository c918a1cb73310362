"""A function may publish to the topic that calls it.

A message that the function publishes calls it again, which publishes another one. Lambda stops a
loop that it sees after some sixteen turns and drops the message; all other subscribers have got
sixteen of it by then.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - Protocol: lambda
          Endpoint: !GetAtt Bill.Arn
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
      Policies:
        - PolicyName: write
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sns:Publish
                Resource: !Ref Orders
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Bill
      Principal: sns.amazonaws.com
      SourceArn: !Ref Orders
```

Prefer:

```yaml
Resources:
  Done:
    Type: AWS::SNS::Topic
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - Protocol: lambda
          Endpoint: !GetAtt Bill.Arn
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
      Policies:
        - PolicyName: write
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sns:Publish
                Resource: !Ref Done
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Bill
      Principal: sns.amazonaws.com
      SourceArn: !Ref Orders
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.calls import calls_of
from policies.template.named_grants import granted_by_name
from policies.template.resources.function import Function
from policies.template.resources.topic import Topic


@rule(
    "function-publishes-to-own-topic",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
    beside=("AWS::SNS::Topic",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for call in calls_of(function):
        topic = call.source
        if not isinstance(topic, Topic) or not granted_by_name(function, topic, "sns:Publish"):
            continue
        yield Finding(
            function,
            f"a function must not publish to the topic that calls it, got {topic.logical_id}, on "
            "which its role may sns:Publish",
            f"take sns:Publish on {topic.logical_id} from the role, or publish to another topic",
            at="Role",
        )
