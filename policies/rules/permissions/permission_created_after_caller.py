"""What calls the function is checked before its permission can exist.

S3 tries a notification, CloudWatch Logs a subscription filter and a load balancer its target at
the moment they are created, and fail when the function refuses. A permission that refers to the
bucket is created after it: the two wait for each other and the first deployment fails with
"Unable to validate the following destination configurations". Give the bucket a name and write it
into SourceArn, and let the bucket wait with DependsOn.

Avoid:

```yaml
Resources:
  Resize:
    Type: AWS::Lambda::Function
  Photos:
    Type: AWS::S3::Bucket
    Properties:
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
      SourceArn: !GetAtt Photos.Arn
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
from policies.template.dependencies import depends_on
from policies.template.grants import granting
from policies.template.resources.bucket import Bucket
from policies.template.resources.subscription_filter import SubscriptionFilter
from policies.template.resources.target_group import TargetGroup


@rule(
    "permission-created-after-caller",
    on=(Bucket, SubscriptionFilter, TargetGroup),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-s3-bucket-notificationconfig.html",
    given=("NotificationConfiguration", "DestinationArn", "Targets"),
    beside=("AWS::Lambda::Permission",),
)
def check(caller: Bucket | SubscriptionFilter | TargetGroup) -> Iterator[Finding]:
    """Judge one resource that is tried out when it is created."""
    for call in caller.calls:
        permissions = granting(call)
        late = [
            each
            for each in permissions
            if each.template is caller.template and depends_on(each, caller)
        ]
        if late and len(late) == len(permissions):
            yield Finding(
                caller,
                f"permission of {call.target.label} must exist before {caller.logical_id}, got "
                f"{late[0].logical_id} that waits for it",
                f"name {caller.logical_id}, write the name into SourceArn of "
                f"{late[0].logical_id}, and add DependsOn: {late[0].logical_id}",
                at=call.at,
            )
            return
