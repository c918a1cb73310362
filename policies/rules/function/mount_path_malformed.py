"""A file system is mounted where Lambda does not mount any.

The local path is `/mnt/` and one name of letters, digits, hyphens, underscores and dots, up to 160
characters in all. Folders below it come from the access point, not from the path.

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
          LocalMountPath: /models
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

from policies.domain.names import mount_path_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "mount-path-malformed",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html",
    given=("FileSystemConfigs",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for system in function.elements("FileSystemConfigs"):
        path = system.text("LocalMountPath")
        problem = mount_path_problem(path) if isinstance(path, str) else None
        if problem:
            fix = "write /mnt/ and one name, such as /mnt/models"
            yield Finding(function, problem, fix, at=f"{system.at}.LocalMountPath")
