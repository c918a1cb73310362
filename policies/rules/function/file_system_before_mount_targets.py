"""A function may be created before the mount targets it reaches its files through.

Lambda looks for the mount targets when it creates the function. The access point says nothing of
them, so CloudFormation makes both at the same time, and the first deployment into a new account or
stage fails: "not all are in the available life cycle state yet". DependsOn puts them in order.

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
        - Arn: !GetAtt Models.Arn
          LocalMountPath: /mnt/models
  Files:
    Type: AWS::EFS::FileSystem
  Models:
    Type: AWS::EFS::AccessPoint
    Properties:
      FileSystemId: !Ref Files
  Target:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: subnet-1
      SecurityGroups: [sg-2]
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    DependsOn: Target
    Properties:
      VpcConfig:
        SubnetIds: [subnet-1, subnet-2]
        SecurityGroupIds: [sg-1]
      FileSystemConfigs:
        - Arn: !GetAtt Models.Arn
          LocalMountPath: /mnt/models
  Files:
    Type: AWS::EFS::FileSystem
  Models:
    Type: AWS::EFS::AccessPoint
    Properties:
      FileSystemId: !Ref Files
  Target:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: subnet-1
      SecurityGroups: [sg-2]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.dependencies import depends_on, to_wait_for
from policies.template.file_systems import mount_targets, mounted_file_systems
from policies.template.resources.function import Function


@rule(
    "file-system-before-mount-targets",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem-efs.html",
    given=("FileSystemConfigs",),
    beside=("AWS::EFS::FileSystem",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for at, system in mounted_file_systems(function):
        if system.template is not function.template:
            continue
        targets = mount_targets(system)
        if targets and not any(depends_on(function, target) for target in targets):
            names = [target.logical_id for target in targets]
            yield Finding(
                function,
                f"mount targets of {system.logical_id} must exist before the function, got no "
                f"dependency on {' or '.join(names)}",
                to_wait_for(function, *names),
                at=at,
            )
