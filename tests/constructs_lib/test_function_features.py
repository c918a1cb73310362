"""What a function may have beyond what every function has, and what excludes what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import Duration, Size, Stack, Token
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_efs as efs
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_signer as signer
from aws_cdk.assertions import Annotations, Match, Template

from constructs_lib import ConstructError, ManagedInstances, Provisioned, VersionedFunction

Resources = Callable[[str], Mapping[str, Any]]
MakeFunction = Callable[..., VersionedFunction]

RUNTIME_ARN = "arn:aws:lambda:eu-west-1::runtime:" + "a" * 64


@pytest.fixture
def vpc(stack: Stack) -> ec2.IVpc:
    return ec2.Vpc.from_vpc_attributes(
        stack,
        "Vpc",
        vpc_id="vpc-0a1b2c3d",
        availability_zones=["eu-west-1a"],
        private_subnet_ids=["subnet-0a1b2c3d"],
        public_subnet_ids=["subnet-1a2b3c4d"],
    )


@pytest.fixture
def provider(stack: Stack) -> lambda_.CapacityProvider:
    return lambda_.CapacityProvider(
        stack,
        "Capacity",
        subnets=[ec2.Subnet.from_subnet_id(stack, "Private", "subnet-0a1b2c3d")],
        security_groups=[ec2.SecurityGroup.from_security_group_id(stack, "Group", "sg-0a1b2c3d")],
    )


def mounted(stack: Stack, path: str = "/mnt/models") -> lambda_.FileSystem:
    group = ec2.SecurityGroup.from_security_group_id(stack, "Mounts", "sg-0a1b2c3d")
    access_point = efs.AccessPoint.from_access_point_attributes(
        stack,
        "Models",
        access_point_id="fsap-0a1b2c3d",
        file_system=efs.FileSystem.from_file_system_attributes(
            stack, "FileSystem", file_system_id="fs-0a1b2c3d", security_group=group
        ),
    )
    return lambda_.FileSystem.from_efs_access_point(access_point, path)


def artifacts(stack: Stack) -> s3.IBucket:
    return s3.Bucket.from_bucket_name(stack, "Artifacts", "artifacts")


def the_function(resources: Resources) -> Any:
    return next(iter(resources("AWS::Lambda::Function").values()))


def test_a_function_asked_for_nothing_has_nothing_of_it(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function()

    assert set(the_function(resources)) == {
        "Architectures",
        "Code",
        "Handler",
        "LoggingConfig",
        "MemorySize",
        "Role",
        "Runtime",
        "Timeout",
        "TracingConfig",
    }


def test_what_is_only_passed_on_arrives(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    profile = signer.SigningProfile(
        stack, "Profile", platform=signer.Platform.AWS_LAMBDA_SHA384_ECDSA
    )
    make_function(
        code=lambda_.Code.from_bucket_v2(artifacts(stack), "detector.zip", object_version="1"),
        environment_key=kms.Key(stack, "Key"),
        runtime_management=lambda_.RuntimeManagementMode.FUNCTION_UPDATE,
        code_signing_config=lambda_.CodeSigningConfig(stack, "Signing", signing_profiles=[profile]),
        recursive_loop=lambda_.RecursiveLoop.TERMINATE,
        tenancy=lambda_.TenancyConfig.PER_TENANT,
    )

    function = the_function(resources)
    [key] = resources("AWS::KMS::Key")
    [signing] = resources("AWS::Lambda::CodeSigningConfig")
    assert function["KmsKeyArn"] == {"Fn::GetAtt": [key, "Arn"]}
    assert function["RuntimeManagementConfig"] == {"UpdateRuntimeOn": "FunctionUpdate"}
    assert function["CodeSigningConfigArn"] == {"Fn::GetAtt": [signing, "CodeSigningConfigArn"]}
    assert function["RecursiveLoop"] == "Terminate"
    assert function["TenancyConfig"] == {"TenantIsolationMode": "PER_TENANT"}


def test_a_runtime_can_be_kept_at_a_version_for_a_while(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function(runtime_management=lambda_.RuntimeManagementMode.manual(RUNTIME_ARN))

    assert the_function(resources)["RuntimeManagementConfig"] == {
        "UpdateRuntimeOn": "Manual",
        "RuntimeVersionArn": RUNTIME_ARN,
    }


def test_snapstart_is_for_the_versions_that_are_published(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function(snap_start=True)

    assert the_function(resources)["SnapStart"] == {"ApplyOn": "PublishedVersions"}
    warnings = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    assert warnings == []  # the CDK warns that a version must be published: one is


def test_snapstart_needs_a_runtime_that_has_it(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(snap_start=True, runtime=lambda_.Runtime.NODEJS_22_X)

    assert str(refused.value) == (
        "runtime with SnapStart must be dotnet8, java11 or python3.12 or later, got nodejs22.x"
    )


def test_snapstart_excludes_a_larger_tmp(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(snap_start=True, ephemeral_storage=Size.mebibytes(513))

    assert str(refused.value) == (
        "ephemeral storage with SnapStart must be at most 512 MB, got 513 MB"
    )


def test_snapstart_excludes_a_file_system(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(snap_start=True, vpc=vpc, file_system=mounted(stack))

    assert str(refused.value) == "function with SnapStart must have no file system, got one"


def test_snapstart_excludes_tenants(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(snap_start=True, tenancy=lambda_.TenancyConfig.PER_TENANT)

    assert str(refused.value) == "function that isolates tenants must not have SnapStart, got it"


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (
            lambda: {"snap_start": True},
            "provisioned concurrency must not be set on a version with SnapStart, got 5",
        ),
        (
            lambda: {"tenancy": lambda_.TenancyConfig.PER_TENANT},
            "function that isolates tenants must not have provisioned concurrency, got 5",
        ),
    ],
    ids=["SnapStart", "tenants"],
)
def test_what_excludes_provisioning_is_told_by_the_release(
    make_function: MakeFunction, build: Callable[[], dict[str, Any]], message: str
) -> None:
    function = make_function(**build())

    with pytest.raises(ConstructError) as refused:
        function.release("live", provisioned=Provisioned(5))

    assert str(refused.value) == message
    function.release("live")


def test_a_file_system_is_mounted_in_a_vpc(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction, resources: Resources
) -> None:
    make_function(vpc=vpc, file_system=mounted(stack))

    [system] = the_function(resources)["FileSystemConfigs"]
    assert system["LocalMountPath"] == "/mnt/models"


def test_without_one_it_is_refused(stack: Stack, make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(file_system=mounted(stack))

    assert str(refused.value) == "function with a file system must be in a VPC, got no vpc"


def test_it_is_mounted_below_mnt(stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(vpc=vpc, file_system=mounted(stack, "/models"))

    assert str(refused.value) == "mount path must be /mnt/ and one name, got '/models'"


def test_the_role_of_a_durable_function_keeps_the_state_of_its_executions_only(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function(durable=lambda_.DurableConfig(execution_timeout=Duration.days(366)))

    policies = resources("AWS::IAM::Policy")
    [policy] = [each for name, each in policies.items() if "DurableExecution" in name]
    [function] = resources("AWS::Lambda::Function")
    assert policy["PolicyDocument"]["Statement"] == [
        {
            "Action": ["lambda:CheckpointDurableExecution", "lambda:GetDurableExecutionState"],
            "Effect": "Allow",
            "Resource": {"Fn::Join": ["", [{"Fn::GetAtt": [function, "Arn"]}, ":*"]]},
        }
    ]
    assert the_function(resources)["DurableConfig"] == {"ExecutionTimeout": 31622400}


def test_nobody_calls_a_durable_function_before_its_role_may(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function(durable=lambda_.DurableConfig(execution_timeout=Duration.hours(1)))

    template = Template.from_stack(stack)
    [policy] = [
        name for name in template.find_resources("AWS::IAM::Policy") if "DurableExecution" in name
    ]
    [version] = template.find_resources("AWS::Lambda::Version").values()
    assert policy in version["DependsOn"]


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (
            lambda: lambda_.DurableConfig(execution_timeout=Duration.days(367)),
            "execution_timeout must be 1 to 31622400 s, got 31708800 s",
        ),
        (
            lambda: lambda_.DurableConfig(
                execution_timeout=Duration.hours(1), retention_period=Duration.days(91)
            ),
            "retention_period must be 1 to 90 days, got 91 days",
        ),
        (
            lambda: lambda_.DurableConfig(
                execution_timeout=Duration.hours(1), retention_period=Duration.hours(36)
            ),
            "retention_period must be whole days, got 1.5 days",
        ),
        (
            lambda: lambda_.DurableConfig(
                execution_timeout=Duration.hours(1),
                retention_period=Duration.hours(Token.as_number({"Ref": "Hours"})),
            ),
            "retention_period must be in days where it is a token",
        ),
    ],
)
def test_times_of_durable_functions_are_bounded(
    make_function: MakeFunction, build: Callable[[], lambda_.DurableConfig], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(durable=build())

    assert str(refused.value) == message


def test_a_durable_function_needs_a_runtime_that_has_them(make_function: MakeFunction) -> None:
    hour = lambda_.DurableConfig(execution_timeout=Duration.hours(1))

    with pytest.raises(ConstructError) as refused:
        make_function(durable=hour, runtime=lambda_.Runtime.PYTHON_3_12)

    assert str(refused.value) == (
        "runtime of a durable function must be dotnet8, java17, nodejs22.x or python3.13 or "
        "later, got python3.12"
    )


def test_managed_instances_have_their_own_limits(
    make_function: MakeFunction, provider: lambda_.CapacityProvider, resources: Resources
) -> None:
    make_function(
        memory_mb=32768,
        timeout=Duration.seconds(5400),
        managed_instances=ManagedInstances(provider, max_concurrency=1600, memory_gib_per_vcpu=8),
    )

    function = the_function(resources)
    [capacity] = resources("AWS::Lambda::CapacityProvider")
    assert (function["MemorySize"], function["Timeout"]) == (32768, 5400)
    assert function["CapacityProviderConfig"] == {
        "LambdaManagedInstancesCapacityProviderConfig": {
            "CapacityProviderArn": {"Fn::GetAtt": [capacity, "Arn"]},
            "ExecutionEnvironmentMemoryGiBPerVCpu": 8,
            "PerExecutionEnvironmentMaxConcurrency": 1600,
        }
    }


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({}, "memory_mb must be 2048 to 32768 MB, got 256 MB"),
        (
            {"memory_mb": 2048, "runtime": "PYTHON_3_12"},
            (
                "runtime on Lambda Managed Instances must be dotnet8, java21, nodejs22.x, "
                "provided.al2023 or python3.13 or later, got python3.12"
            ),
        ),
    ],
    ids=["memory", "runtime"],
)
def test_what_managed_instances_do_not_run_is_refused(
    make_function: MakeFunction,
    provider: lambda_.CapacityProvider,
    props: dict[str, Any],
    message: str,
) -> None:
    if "runtime" in props:
        props = props | {"runtime": getattr(lambda_.Runtime, props["runtime"])}

    with pytest.raises(ConstructError) as refused:
        make_function(managed_instances=ManagedInstances(provider), **props)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"max_concurrency": 1601}, "max_concurrency must be 1 to 1600, got 1601"),
        ({"memory_gib_per_vcpu": 9}, "memory_gib_per_vcpu must be 2 to 8 GiB, got 9 GiB"),
        ({"memory_gib_per_vcpu": "4"}, "memory_gib_per_vcpu must be a number, got '4'"),
    ],
)
def test_managed_instances_are_bounded(
    provider: lambda_.CapacityProvider, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        ManagedInstances(provider, **props)

    assert str(refused.value) == message


def test_code_signing_is_not_for_images(stack: Stack, make_function: MakeFunction) -> None:
    signing = lambda_.CodeSigningConfig.from_code_signing_config_arn(
        stack,
        "Signing",
        "arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-0a1b2c3d4e5f6a7b8",
    )

    with pytest.raises(ConstructError) as refused:
        make_function(
            handler=lambda_.Handler.FROM_IMAGE,
            runtime=lambda_.Runtime.FROM_IMAGE,
            code_signing_config=signing,
        )

    assert str(refused.value) == (
        "code signing must be for .zip archives, got it with package type Image"
    )


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"snap_start": "on"}, "snap_start must be True or False, got 'on'"),
        (
            {"environment_key": "alias/detector"},
            (
                "environment_key must be an IKey such as Key(self, 'Key', "
                "enable_key_rotation=True), got 'alias/detector'"
            ),
        ),
        (
            {"code_signing_config": "csc"},
            "code_signing_config must be an ICodeSigningConfig, got 'csc'",
        ),
        (
            {"runtime_management": "Auto"},
            (
                "runtime_management must be a RuntimeManagementMode such as "
                "RuntimeManagementMode.FUNCTION_UPDATE, got 'Auto'"
            ),
        ),
        (
            {"recursive_loop": False},
            "recursive_loop must be a RecursiveLoop such as RecursiveLoop.TERMINATE, got False",
        ),
        (
            {"tenancy": True},
            "tenancy must be a TenancyConfig such as TenancyConfig.PER_TENANT, got True",
        ),
        (
            {"managed_instances": 1, "memory_mb": 2048},
            "managed_instances must be a ManagedInstances, got 1",
        ),
        (
            {"file_system": "fs"},
            (
                "file_system must be a FileSystem such as "
                "FileSystem.from_efs_access_point(access_point, '/mnt/models'), got 'fs'"
            ),
        ),
        (
            {"durable": 3600},
            (
                "durable must be a DurableConfig such as "
                "DurableConfig(execution_timeout=Duration.hours(1)), got 3600"
            ),
        ),
    ],
)
def test_a_prop_of_another_type_is_refused(
    stack: Stack, make_function: MakeFunction, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(**props)

    assert str(refused.value) == message
    assert stack.node.children == []


def test_a_layer_for_the_other_architecture_is_refused(
    stack: Stack, make_function: MakeFunction
) -> None:
    layer = lambda_.LayerVersion(
        stack,
        "Shared",
        code=lambda_.Code.from_bucket_v2(artifacts(stack), "layer.zip"),
        compatible_architectures=[lambda_.Architecture.X86_64],
    )

    with pytest.raises(ConstructError) as refused:
        make_function(layers=[layer])

    assert str(refused.value) == (
        "layers must be for arm64, the function's architecture, got Shared for x86_64"
    )
    make_function(layers=[layer], architecture=lambda_.Architecture.X86_64)
