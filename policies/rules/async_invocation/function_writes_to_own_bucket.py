"""A function may write to the bucket whose every new object calls it.

An object that the function writes calls it again, which writes another one: the classic runaway,
paid for in invocations, requests and storage. Lambda stops loops through S3 that it sees, but not
those of older SDKs. Write to another bucket, or notify of one prefix and write to another.

Avoid:

```yaml
Resources:
  Photos:
    Type: AWS::S3::Bucket
    DependsOn: Permission
    Properties:
      BucketName: photos
      NotificationConfiguration:
        LambdaConfigurations:
          - Event: s3:ObjectCreated:*
            Function: !GetAtt Bill.Arn
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
                Action: s3:PutObject
                Resource: arn:aws:s3:::photos/*
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Bill
      Principal: s3.amazonaws.com
      SourceArn: arn:aws:s3:::photos
      SourceAccount: !Ref AWS::AccountId
```

Prefer:

```yaml
Resources:
  Photos:
    Type: AWS::S3::Bucket
    DependsOn: Permission
    Properties:
      BucketName: photos
      NotificationConfiguration:
        LambdaConfigurations:
          - Event: s3:ObjectCreated:*
            Filter:
              S3Key:
                Rules:
                  - Name: prefix
                    Value: originals/
            Function: !GetAtt Bill.Arn
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
                Action: s3:PutObject
                Resource: arn:aws:s3:::photos/small/*
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Bill
      Principal: s3.amazonaws.com
      SourceArn: arn:aws:s3:::photos
      SourceAccount: !Ref AWS::AccountId
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.named_grants import granted_by_name
from policies.template.resources.bucket import Bucket
from policies.template.resources.bucket_notifications import BucketNotifications


@rule(
    "function-writes-to-own-bucket",
    on=(Bucket, BucketNotifications),
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html",
    given=("NotificationConfiguration",),
)
def check(holder: Bucket | BucketNotifications) -> Iterator[Finding]:
    """Judge one resource."""
    for call in holder.calls_on_every_write:
        bucket, function = call.source, call.target.function
        if bucket is None or not granted_by_name(function, bucket, "s3:PutObject"):
            continue
        yield Finding(
            bucket,
            f"a function must not write to the bucket that calls it, got {function.logical_id}, "
            f"whose role may s3:PutObject to all of {bucket.logical_id}",
            "write to another bucket, or set a prefix in the Filter of the notification and "
            "write to another one",
            at=call.at if bucket is holder else "",
        )
