"""A function mounts a file system whose policy asks for rights that its role lacks.

A file system without a policy lets in whoever reaches a mount target. With one, the function's role
must be allowed elasticfilesystem:ClientMount, by its own policies or by the file system's; the
function cannot start otherwise.

Avoid:

```yaml
Resources:
  Files:
    Type: AWS::EFS::FileSystem
    Properties:
      FileSystemPolicy:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              AWS: !GetAtt BackupRole.Arn
            Action: elasticfilesystem:ClientMount
  Access:
    Type: AWS::EFS::AccessPoint
    Properties:
      FileSystemId: !Ref Files
  BackupRole:
    Type: AWS::IAM::Role
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
      VpcConfig:
        SubnetIds: [subnet-0a1b2c3d, subnet-4e5f6a7b]
        SecurityGroupIds: [sg-0a1b2c3d]
      FileSystemConfigs:
        - Arn: !GetAtt Access.Arn
          LocalMountPath: /mnt/files
```

Prefer:

```yaml
Resources:
  Files:
    Type: AWS::EFS::FileSystem
    Properties:
      FileSystemPolicy:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              AWS: !GetAtt BackupRole.Arn
            Action: elasticfilesystem:ClientMount
  Access:
    Type: AWS::EFS::AccessPoint
    Properties:
      FileSystemId: !Ref Files
  BackupRole:
    Type: AWS::IAM::Role
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole
        - arn:aws:iam::aws:policy/AmazonElasticFileSystemClientReadWriteAccess
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
      VpcConfig:
        SubnetIds: [subnet-0a1b2c3d, subnet-4e5f6a7b]
        SecurityGroupIds: [sg-0a1b2c3d]
      FileSystemConfigs:
        - Arn: !GetAtt Access.Arn
          LocalMountPath: /mnt/files
```
"""

from collections.abc import Iterator

from policies.domain.needed_rights import FILE_SYSTEM
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import lacking_rights
from policies.template.file_systems import guarded_file_systems
from policies.template.resources.function import Function
from policies.template.values import Reference


@rule(
    "role-lacks-file-system-rights",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html",
    given=("FileSystemConfigs",),
    beside=("AWS::EFS::FileSystem",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for at, system in guarded_file_systems(function):
        yield from lacking_rights(
            function,
            function,
            FILE_SYSTEM,
            at=at,
            on=Reference(f"the ARN of {system.logical_id}", system, "Arn"),
            what=system.logical_id,
            policy="AmazonElasticFileSystemClientReadWriteAccess",
        )
