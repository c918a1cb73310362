"""A resource needs rights that CloudFormation may attach to the role after creating it.

A policy of its own, AWS::IAM::Policy, is created beside whatever else waits for the role. Lambda
checks the role when it creates an event source mapping, or an asynchronous configuration with
destinations. Which is first is a matter of seconds: the deployment fails now and then, and works
when it is tried again. DependsOn settles it.

Nothing is told where the resource waits for the policy through others, as it does in the CDK: there
a function waits for the policies of its role.

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
  ReadOrders:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: read-orders
      Roles:
        - !Ref BillRole
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action:
              - sqs:DeleteMessage
              - sqs:GetQueueAttributes
              - sqs:ReceiveMessage
            Resource: !GetAtt Orders.Arn
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
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  ReadOrders:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: read-orders
      Roles:
        - !Ref BillRole
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action:
              - sqs:DeleteMessage
              - sqs:GetQueueAttributes
              - sqs:ReceiveMessage
            Resource: !GetAtt Orders.Arn
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    DependsOn: ReadOrders
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.creation_checks import Check, creation_checks
from policies.template.dependencies import depends_on, to_wait_for
from policies.template.resource import Resource
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.function import Function
from policies.template.resources.iam_policy import AttachedPolicy


@rule(
    "rights-attached-too-late",
    on=(EventSourceMapping, EventInvokeConfig),
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html",
)
def check(resource: EventSourceMapping | EventInvokeConfig) -> Iterator[Finding]:
    """Judge one resource whose role Lambda checks when it is created."""
    late: dict[AttachedPolicy, str] = {}
    for checked in creation_checks(resource):
        candidates = _not_waited_for(resource, checked.function)
        for action, policy in _attached_alone(checked) if candidates else ():
            if policy in candidates:
                late.setdefault(policy, action)
    for policy, action in late.items():
        yield Finding(
            resource,
            f"the policy that allows its role {action} must be there before, got "
            f"{policy.logical_id}, on which {resource.logical_id} does not depend",
            to_wait_for(resource, policy.logical_id),
        )


def _not_waited_for(resource: Resource, function: Function) -> set[AttachedPolicy]:
    """The policies beside the resource that may be created after it."""
    rights = function.role.rights if function.role else None
    if rights is None or rights.unknown is not None:
        return set()
    holders = (statement.holder for statement in rights.statements)
    attached = {holder for holder in holders if isinstance(holder, AttachedPolicy)}
    return {
        policy
        for policy in attached
        if policy.template is resource.template and not depends_on(resource, policy)
    }


def _attached_alone(checked: Check) -> Iterator[tuple[str, AttachedPolicy]]:
    """The actions that one policy resource alone allows, with that policy."""
    role = checked.function.role
    for need in checked.needs if role else ():
        for action in need.actions:
            place = checked.on if need.is_on_resource else None
            holders = {each.holder for each in role.rights.granting(action, place)} if role else ()
            holder = next(iter(holders)) if len(holders) == 1 else None
            if isinstance(holder, AttachedPolicy):
                yield action, holder
