"""A function polls a queue or stream that is encrypted with a key its role may not use.

Lambda decrypts what it polls with the function's role. A key of one's own lets nobody in by itself:
its policy usually hands that to the account, and then the role needs kms:Decrypt on it. Without it
Lambda gets errors instead of messages, which stay where they are until they expire.

The key's policy counts. The rule is silent where a policy is known at deployment only.

Avoid:

```yaml
Resources:
  OrdersKey:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:root
            Action: kms:*
            Resource: "*"
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      KmsMasterKeyId: !Ref OrdersKey
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

Prefer:

```yaml
Resources:
  OrdersKey:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:root
            Action: kms:*
            Resource: "*"
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      KmsMasterKeyId: !Ref OrdersKey
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole
      Policies:
        - PolicyName: read-orders
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: kms:Decrypt
                Resource: !GetAtt OrdersKey.Arn
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

from policies.domain.needed_rights import DECRYPTION
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import lacking_rights
from policies.template.encryption import key_of
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.values import Reference


@rule(
    "role-lacks-key-rights",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    beside=("AWS::KMS::Key",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    source, target = mapping.source_resource, mapping.target
    key = key_of(source) if source else None
    if key is None or source is None or not target or not target.has_current_configuration:
        return
    yield from lacking_rights(
        mapping,
        target.function,
        DECRYPTION,
        at="EventSourceArn",
        on=Reference(f"the ARN of {key.logical_id}", key, "Arn"),
        what=f"{key.logical_id}, which encrypts {source.logical_id}",
    )
