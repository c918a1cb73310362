"""A function is to mount a file system itself and not one of its access points.

Lambda mounts EFS through an access point, which says as whom and from which folder on. It refuses
the ARN of the file system, and the deployment fails.

Avoid:

```yaml
Resources:
  Files:
    Type: AWS::EFS::FileSystem
  Access:
    Type: AWS::EFS::AccessPoint
    Properties:
      FileSystemId: !Ref Files
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds: [subnet-0a1b2c3d, subnet-4e5f6a7b]
        SecurityGroupIds: [sg-0a1b2c3d]
      FileSystemConfigs:
        - Arn: !GetAtt Files.Arn
          LocalMountPath: /mnt/files
```

Prefer:

```yaml
Resources:
  Files:
    Type: AWS::EFS::FileSystem
  Access:
    Type: AWS::EFS::AccessPoint
    Properties:
      FileSystemId: !Ref Files
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds: [subnet-0a1b2c3d, subnet-4e5f6a7b]
        SecurityGroupIds: [sg-0a1b2c3d]
      FileSystemConfigs:
        - Arn: !GetAtt Access.Arn
          LocalMountPath: /mnt/files
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.file_systems import names_file_system
from policies.template.resources.function import Function


@rule(
    "file-system-without-access-point",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html",
    given=("FileSystemConfigs",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for mount in function.elements("FileSystemConfigs"):
        seen = names_file_system(mount.value("Arn"))
        if seen is not None:
            yield Finding(
                function,
                f"file system must be given by the ARN of an access point, got that of {seen}",
                "set Arn to that of an AWS::EFS::AccessPoint of the file system",
                at=f"{mount.at}.Arn",
            )
