"""A function runs in a zone in which its file system has no mount target.

The file system's name leads to the mount target of the zone that asks. In a zone without one, the
environment cannot mount and the invocation fails: some of them, by where Lambda happens to run it.

Judged are subnets whose zones the template tells, and file systems with mount targets in it.

Avoid:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  A:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/20
      AvailabilityZone: !Select [0, !GetAZs ""]
  B:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.16.0/20
      AvailabilityZone: !Select [1, !GetAZs ""]
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: bill
      VpcId: !Ref Vpc
  Files:
    Type: AWS::EFS::FileSystem
  FilesA:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: !Ref A
      SecurityGroups: [!Ref Group]
  Access:
    Type: AWS::EFS::AccessPoint
    Properties:
      FileSystemId: !Ref Files
  Bill:
    Type: AWS::Lambda::Function
    DependsOn: [FilesA]
    Properties:
      VpcConfig:
        SubnetIds: [!Ref A, !Ref B]
        SecurityGroupIds: [!Ref Group]
      FileSystemConfigs:
        - Arn: !GetAtt Access.Arn
          LocalMountPath: /mnt/files
```

Prefer:

```yaml
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  A:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.0.0/20
      AvailabilityZone: !Select [0, !GetAZs ""]
  B:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.16.0/20
      AvailabilityZone: !Select [1, !GetAZs ""]
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: bill
      VpcId: !Ref Vpc
  Files:
    Type: AWS::EFS::FileSystem
  FilesA:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: !Ref A
      SecurityGroups: [!Ref Group]
  FilesB:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: !Ref B
      SecurityGroups: [!Ref Group]
  Access:
    Type: AWS::EFS::AccessPoint
    Properties:
      FileSystemId: !Ref Files
  Bill:
    Type: AWS::Lambda::Function
    DependsOn: [FilesA, FilesB]
    Properties:
      VpcConfig:
        SubnetIds: [!Ref A, !Ref B]
        SecurityGroupIds: [!Ref Group]
      FileSystemConfigs:
        - Arn: !GetAtt Access.Arn
          LocalMountPath: /mnt/files
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.file_systems import mounted_file_systems, zones_of_mount_targets
from policies.template.network import subnets_of
from policies.template.resources.function import Function
from policies.template.resources.subnet import is_numbered


@rule(
    "zone-without-mount-target",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem-efs.html",
    given=("FileSystemConfigs",),
    beside=("AWS::EFS::FileSystem",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    subnets = subnets_of(function) or ()
    for at, system in mounted_file_systems(function):
        zones = zones_of_mount_targets(system)
        own = {each.zone for each in subnets if isinstance(each.zone, str)}
        # A zone by its name may be the first of the region.
        if zones is None or len({is_numbered(zone) for zone in own | zones}) > 1:
            continue
        bare = [each for each in subnets if each.zone in own - zones]
        if bare:
            names = ", ".join(each.logical_id for each in bare)
            yield Finding(
                function,
                f"mount targets of {system.logical_id} must be in every zone of the function, got "
                f"none in that of {names}",
                f"add an AWS::EFS::MountTarget of {system.logical_id} in {names}",
                at=at,
            )
