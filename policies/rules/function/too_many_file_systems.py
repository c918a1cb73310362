"""A function mounts more than one file system.

FileSystemConfigs is a list that takes one element. Mount one file system and keep what belongs
together below its access point, or read the rest from S3.

Avoid:

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
        - Arn: arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0123456789abcdef1
          LocalMountPath: /mnt/cache
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

from policies.domain.limits import FUNCTION_FILE_SYSTEMS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.resources.function import Function


@rule(
    "too-many-file-systems",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
    given=("FileSystemConfigs",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    count = len(certain_elements(function.file_systems))
    problem = FUNCTION_FILE_SYSTEMS.violation(count)
    if problem:
        fix = f"mount {FUNCTION_FILE_SYSTEMS.maximum}"
        yield Finding(function, problem, fix, at="FileSystemConfigs")
