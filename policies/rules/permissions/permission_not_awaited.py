"""What calls the function does not wait for its permission.

S3 tries a notification, CloudWatch Logs a subscription filter and a load balancer its target at
the moment they are created. Without DependsOn, CloudFormation creates the permission at the same
time, and it is a matter of luck which comes first: the deployment that worked in one account fails
in the next.

Avoid:

```yaml
Resources:
  Resize:
    Type: AWS::Lambda::Function
  Photos:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: example-photos
      NotificationConfiguration:
        LambdaConfigurations:
          - Event: s3:ObjectCreated:*
            Function: !GetAtt Resize.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Resize
      Action: lambda:InvokeFunction
      Principal: s3.amazonaws.com
      SourceArn: arn:aws:s3:::example-photos
      SourceAccount: !Ref AWS::AccountId
```

Prefer:

```yaml
Resources:
  Resize:
    Type: AWS::Lambda::Function
  Photos:
    Type: AWS::S3::Bucket
    DependsOn: Invoke
    Properties:
      BucketName: example-photos
      NotificationConfiguration:
        LambdaConfigurations:
          - Event: s3:ObjectCreated:*
            Function: !GetAtt Resize.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Resize
      Action: lambda:InvokeFunction
      Principal: s3.amazonaws.com
      SourceArn: arn:aws:s3:::example-photos
      SourceAccount: !Ref AWS::AccountId
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.dependencies import depends_on, to_wait_for
from policies.template.grants import granting
from policies.template.resources.bucket import Bucket
from policies.template.resources.subscription_filter import SubscriptionFilter
from policies.template.resources.target_group import TargetGroup


@rule(
    "permission-not-awaited",
    on=(Bucket, SubscriptionFilter, TargetGroup),
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-s3-bucket-notificationconfig.html",
    given=("NotificationConfiguration", "DestinationArn", "Targets"),
    beside=("AWS::Lambda::Permission",),
)
def check(caller: Bucket | SubscriptionFilter | TargetGroup) -> Iterator[Finding]:
    """Judge one resource that is tried out when it is created."""
    for call in caller.calls:
        permissions = granting(call)
        if any(each.template is not caller.template for each in permissions):
            return  # another stack's: whether it is there already, no template tells
        awaited = [each for each in permissions if depends_on(caller, each)]
        racing = [each for each in permissions if not depends_on(each, caller)]
        if racing and not awaited:
            yield Finding(
                caller,
                f"permission of {call.target.label} must exist before {caller.logical_id}, got no "
                f"DependsOn on {racing[0].logical_id}",
                to_wait_for(caller, racing[0].logical_id),
                at=call.at,
            )
            return
