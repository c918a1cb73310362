"""A function polls or fills what is encrypted with a key its role may not use.

Lambda decrypts what it polls with the function's role. A key of one's own lets nobody in by itself:
its policy usually hands that to the account, and then the role needs kms:Decrypt on it. Without it
Lambda gets errors instead of messages, which stay where they are until they expire. To send failed
events to a queue or topic it needs kms:GenerateDataKey too; without, they are lost.

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

from policies.domain.needed_rights import DECRYPTION, ENCRYPTION, Need
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import lacking_rights
from policies.template.encryption import key_of
from policies.template.resource import Resource
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.function import Function
from policies.template.values import Reference


@rule(
    "role-lacks-key-rights",
    on=(EventInvokeConfig, EventSourceMapping, Function),
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    beside=("AWS::KMS::Key",),
)
def check(user: EventInvokeConfig | EventSourceMapping | Function) -> Iterator[Finding]:
    """Judge one mapping, configuration or function."""
    if isinstance(user, Function):
        function = user
    elif user.target is not None and user.target.has_current_configuration:
        function = user.target.function
    else:
        return
    if isinstance(user, EventSourceMapping) and user.source_resource is not None:
        yield from _lacking(user, function, DECRYPTION, user.source_resource, "EventSourceArn")
    for sent_to in user.destinations:
        if sent_to.resource is not None:
            yield from _lacking(user, function, ENCRYPTION, sent_to.resource, sent_to.at)


def _lacking(
    user: Resource, function: Function, needs: tuple[Need, ...], encrypted: Resource, at: str
) -> Iterator[Finding]:
    key = key_of(encrypted)
    if key is not None:
        yield from lacking_rights(
            user,
            function,
            needs,
            at=at,
            on=Reference(f"the ARN of {key.logical_id}", key, "Arn"),
            what=f"{key.logical_id}, which encrypts {encrypted.logical_id}",
        )
