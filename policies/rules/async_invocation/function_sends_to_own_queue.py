"""A function may send to the queue that calls it.

A message that the function puts back calls it again, which puts another one back. Lambda stops a
loop that it sees after some sixteen turns and drops the message; one that changes its way through
another service it does not see. Where putting back is meant, acknowledge this with the reason, and
count the attempts in the message.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Done:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
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
        - arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole
      Policies:
        - PolicyName: write
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sqs:SendMessage
                Resource: !GetAtt Orders.Arn
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Done:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
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
        - arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole
      Policies:
        - PolicyName: write
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: sqs:SendMessage
                Resource: !GetAtt Done.Arn
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.named_grants import granted_by_name
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "function-sends-to-own-queue",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
    beside=("AWS::IAM::Role",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    queue, function = mapping.queue, mapping.function
    if queue is None or function is None or mapping.is_enabled is not True:
        return
    if granted_by_name(function, queue, "sqs:SendMessage"):
        yield Finding(
            mapping,
            f"a function must not send to the queue that calls it, got {function.logical_id}, "
            f"whose role may sqs:SendMessage to {queue.logical_id}",
            f"take sqs:SendMessage on {queue.logical_id} from the role, or send to another queue",
            at="EventSourceArn",
        )
