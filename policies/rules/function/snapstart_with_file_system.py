"""SnapStart is turned on for a function that mounts a file system.

A snapshot cannot hold a connection to EFS or S3 Files, so Lambda refuses the two together.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      SnapStart:
        ApplyOn: PublishedVersions
      VpcConfig:
        SubnetIds: [subnet-1, subnet-2]
        SecurityGroupIds: [sg-1]
      FileSystemConfigs:
        - Arn: arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0123456789abcdef0
          LocalMountPath: /mnt/models
  BillingVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Billing
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      VpcConfig:
        SubnetIds: [subnet-1, subnet-2]
        SecurityGroupIds: [sg-1]
      FileSystemConfigs:
        - Arn: arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0123456789abcdef0
          LocalMountPath: /mnt/models
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.resources.function import Function


@rule(
    "snapstart-with-file-system",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
    given=("SnapStart",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.has_snapstart is True and certain_elements(function.file_systems):
        yield Finding(
            function,
            "function with SnapStart must have no file system, got FileSystemConfigs",
            "drop SnapStart, or read the files from S3",
            at="SnapStart.ApplyOn",
        )
