"""A function mounts a file system but is in no VPC.

EFS and S3 Files are reached through mount targets in the subnets of a VPC. Lambda refuses a
function that mounts one without VpcConfig. Give it subnets in the file system's zones and a
security group that may reach port 2049 of the mount targets.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      FileSystemConfigs:
        - Arn: arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0123456789abcdef0
          LocalMountPath: /mnt/models
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
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
    "file-system-without-vpc",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem-efs.html",
    given=("FileSystemConfigs",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if not certain_elements(function.file_systems) or function.subnets != []:
        return
    if function.uses_capacity_provider is not False:
        return  # whose instances are in a VPC
    yield Finding(
        function,
        "function with a file system must be in a VPC, got no subnets",
        "set VpcConfig with subnets in the zones of its mount targets and a security group",
        at="FileSystemConfigs",
    )
