"""A function polls a queue that its role may not read.

Lambda polls with the function's role and checks, when the event source mapping is created, that it
may receive and delete messages and read the queue's attributes. The deployment fails for each of
the three that is missing.

What other stacks of the assembly attach to the role counts, and so does the queue's own policy.
The rule is silent where a policy is known at deployment only.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
```
"""

from collections.abc import Iterator

from policies.domain.needed_rights import SOURCE
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import source_rights
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "role-lacks-queue-rights",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    beside=("AWS::IAM::Role",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source == "sqs":
        policy = "service-role/AWSLambdaSQSQueueExecutionRole"
        yield from source_rights(mapping, SOURCE["sqs"], policy=policy)
