from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import App, Duration, RemovalPolicy, Size, Stack, Token
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Match, Template
from aws_cdk.aws_ecr import Repository
from aws_cdk.aws_logs import RetentionDays
from constructs import Construct

from constructs_lib import ConstructError, LogPolicy, VersionedFunction

Resources = Callable[[str], Mapping[str, Any]]
MakeFunction = Callable[..., VersionedFunction]

TOKEN = {"Ref": "AWS::StackName"}


def version_id(memory_mb: int) -> str:
    stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    VersionedFunction(stack, "Detector", code=code, handler="index.handler", memory_mb=memory_mb)
    [logical_id] = Template.from_stack(stack).find_resources("AWS::Lambda::Version")
    return logical_id


def test_a_change_of_configuration_is_a_new_version() -> None:
    assert version_id(memory_mb=256) != version_id(memory_mb=512)


def test_no_change_is_no_new_version() -> None:
    assert version_id(memory_mb=256) == version_id(memory_mb=256)


def test_a_version_stays_when_the_next_one_is_published(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function()

    Template.from_stack(stack).has_resource(
        "AWS::Lambda::Version",
        {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"},
    )


def test_the_role_may_write_its_own_logs_and_traces_and_nothing_else(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function()

    [log_group] = resources("AWS::Logs::LogGroup")
    [policy] = resources("AWS::IAM::Policy").values()
    assert policy["PolicyDocument"]["Statement"] == [
        {
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Effect": "Allow",
            "Resource": {"Fn::GetAtt": [log_group, "Arn"]},
        },
        {
            "Action": ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
            "Effect": "Allow",
            "Resource": "*",
        },
    ]
    [role] = resources("AWS::IAM::Role").values()
    assert "ManagedPolicyArns" not in role


def test_the_log_group_is_unnamed_ends_and_outlives_the_stack(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function()

    Template.from_stack(stack).has_resource(
        "AWS::Logs::LogGroup",
        {
            "Properties": {"RetentionInDays": 30, "LogGroupName": Match.absent()},
            "DeletionPolicy": "Retain",
        },
    )


def test_lines_are_json_in_the_function_s_own_group(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function()

    [log_group] = resources("AWS::Logs::LogGroup")
    [function] = resources("AWS::Lambda::Function").values()
    assert function["LoggingConfig"] == {
        "LogFormat": "JSON",
        "ApplicationLogLevel": "INFO",
        "LogGroup": {"Ref": log_group},
    }


def test_the_log_policy_is_followed(make_function: MakeFunction, resources: Resources) -> None:
    make_function(
        logs=LogPolicy(retention=RetentionDays.ONE_WEEK, level=lambda_.ApplicationLogLevel.DEBUG)
    )

    [log_group] = resources("AWS::Logs::LogGroup").values()
    [function] = resources("AWS::Lambda::Function").values()
    assert log_group["RetentionInDays"] == 7
    assert function["LoggingConfig"]["ApplicationLogLevel"] == "DEBUG"


def test_the_defaults_are_the_newest_python_on_arm_with_traces(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function()

    [function] = resources("AWS::Lambda::Function").values()
    assert function["Runtime"] == "python3.14"
    assert function["Architectures"] == ["arm64"]
    assert function["TracingConfig"] == {"Mode": "Active"}


def test_the_default_memory_and_timeout_see_a_cold_start_through(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function()

    [function] = resources("AWS::Lambda::Function").values()
    assert function["MemorySize"] == 256
    assert function["Timeout"] == 10


def test_what_is_not_said_is_left_to_lambda(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function()

    [function] = resources("AWS::Lambda::Function").values()
    assert not function.keys() & {
        "Description",
        "Environment",
        "EphemeralStorage",
        "FunctionName",
        "Layers",
        "ReservedConcurrentExecutions",
    }


def test_every_prop_reaches_the_function(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    layer = lambda_.LayerVersion.from_layer_version_arn(
        stack, "Layer", "arn:aws:lambda:eu-west-1:123456789012:layer:shared:1"
    )
    make_function(
        runtime=lambda_.Runtime.PYTHON_3_13,
        architecture=lambda_.Architecture.X86_64,
        description="finds faults",
        environment={"FAULTS": "table"},
        memory_mb=1769,
        ephemeral_storage=Size.gibibytes(1),
        timeout=Duration.minutes(1),
        reserved_concurrency=50,
        layers=(layer,),
    )

    [function] = resources("AWS::Lambda::Function").values()
    assert function["Runtime"] == "python3.13"
    assert function["Architectures"] == ["x86_64"]
    assert function["Description"] == "finds faults"
    assert function["Environment"] == {"Variables": {"FAULTS": "table"}}
    assert function["MemorySize"] == 1769
    assert function["EphemeralStorage"] == {"Size": 1024}
    assert function["Timeout"] == 60
    assert function["ReservedConcurrentExecutions"] == 50
    assert len(function["Layers"]) == 1


def test_functions_share_neither_role_nor_logs(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function("Detector")
    make_function("Archiver")

    assert len(resources("AWS::IAM::Role")) == 2
    assert len(resources("AWS::Logs::LogGroup")) == 2


def test_a_grant_to_the_function_reaches_its_role(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function()
    s3.Bucket.from_bucket_name(stack, "Bucket", "readings").grant_read(function)

    [role] = resources("AWS::IAM::Role")
    [policy] = resources("AWS::IAM::Policy").values()
    assert policy["Roles"] == [{"Ref": role}]
    assert "s3:GetObject*" in policy["PolicyDocument"]["Statement"][-1]["Action"]


def test_a_name_of_the_caller_s_is_the_function_s(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function("Detector", function_name="x" * 64).release("live")
    make_function("Archiver", function_name=f"{stack.stack_name}-archiver")
    make_function("Reporter", function_name=f"{Token.as_string(TOKEN)}-reporter")
    make_function("Sweeper", function_name=Token.as_string(TOKEN))

    names = [function["FunctionName"] for function in resources("AWS::Lambda::Function").values()]
    assert names == [
        "x" * 64,
        "Scene-archiver",
        {"Fn::Join": ["", [TOKEN, "-reporter"]]},
        TOKEN,
    ]


def test_what_is_known_of_a_name_is_judged(make_function: MakeFunction) -> None:
    token = Token.as_string(TOKEN)

    with pytest.raises(ConstructError) as too_long:
        make_function(function_name=token + "x" * 65)
    with pytest.raises(ConstructError) as malformed:
        make_function(function_name=f"{token}/detector")

    assert str(too_long.value) == "function_name must be 1 to 64 characters, got 65 characters"
    assert str(malformed.value) == (
        "function_name must be letters, digits, underscores and hyphens, got '/detector'"
    )


def test_its_parts_are_the_l2_constructs_of_the_cdk(make_function: MakeFunction) -> None:
    function = make_function()

    assert isinstance(function.function, lambda_.Function)
    assert isinstance(function.version, lambda_.Version)
    assert isinstance(function.role, iam.Role)
    function.log_group.apply_removal_policy(RemovalPolicy.DESTROY)


def test_logical_ids_stay_what_they_were_released_as(
    stack: Stack, make_function: MakeFunction
) -> None:
    # Another id here replaces the resource in every stack that is deployed.
    make_function(scope=Construct(stack, "Ingest"))

    ids = {
        logical_id.partition("CurrentVersion")[0]
        for logical_id in Template.from_stack(stack).to_json()["Resources"]
    }
    assert ids == {
        "IngestDetectorFunction",
        "IngestDetectorFunctionD5310179",
        "IngestDetectorLogs88191E96",
        "IngestDetectorRoleE2C9846E",
        "IngestDetectorRoleDefaultPolicy0E822CEF",
    }


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"memory_mb": 127}, "memory_mb must be 128 to 10240 MB, got 127 MB"),
        ({"memory_mb": 10241}, "memory_mb must be 128 to 10240 MB, got 10241 MB"),
        ({"memory_mb": 256.5}, "memory_mb must be an int, 128 to 10240 MB, got 256.5"),
        ({"memory_mb": 256.0}, "memory_mb must be an int, 128 to 10240 MB, got 256.0"),
        ({"memory_mb": True}, "memory_mb must be an int, 128 to 10240 MB, got True"),
        ({"memory_mb": "512"}, "memory_mb must be an int, 128 to 10240 MB, got '512'"),
        ({"memory_mb": float("nan")}, "memory_mb must be an int, 128 to 10240 MB, got nan"),
        ({"memory_mb": [512]}, "memory_mb must be an int, 128 to 10240 MB, got [512]"),
        ({"reserved_concurrency": -1}, "reserved_concurrency must be at least 0, got -1"),
        (
            {"reserved_concurrency": 1.5},
            "reserved_concurrency must be an int, at least 0, got 1.5",
        ),
        (
            {"reserved_concurrency": False},
            "reserved_concurrency must be an int, at least 0, got False",
        ),
        (
            {"description": "x" * 257},
            "description must be at most 256 characters, got 257 characters",
        ),
        ({"function_name": ""}, "function_name must be 1 to 64 characters, got 0 characters"),
        (
            {"function_name": "x" * 65},
            "function_name must be 1 to 64 characters, got 65 characters",
        ),
        (
            {"function_name": "team/detector"},
            ("function_name must be letters, digits, underscores and hyphens, got 'team/detector'"),
        ),
        (
            {"environment": {"1A": ""}},
            (
                "environment key must be a letter, then 1 or more letters, digits or underscores, "
                "got '1A'"
            ),
        ),
        (
            {"environment": {"AWS_REGION": "eu-west-1"}},
            "environment key AWS_REGION is reserved by Lambda",
        ),
        ({"environment": {"RETRIES": 3}}, "environment value of RETRIES must be a string, got 3"),
        (
            {"environment": {"BIG": "x" * 4087}},
            "environment must be at most 4096 bytes, got 4097 bytes",
        ),
    ],
)
def test_what_lambda_would_refuse_is_refused(
    make_function: MakeFunction, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(**props)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("seconds", "message"),
    [(0, "timeout must be 1 to 900 s, got 0 s"), (901, "timeout must be 1 to 900 s, got 901 s")],
)
def test_a_timeout_out_of_range_is_refused(
    make_function: MakeFunction, seconds: int, message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(timeout=Duration.seconds(seconds))

    assert str(refused.value) == message


@pytest.mark.parametrize("mebibytes", [511, 10241])
def test_ephemeral_storage_out_of_range_is_refused(
    make_function: MakeFunction, mebibytes: int
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(ephemeral_storage=Size.mebibytes(mebibytes))

    message = f"ephemeral_storage must be 512 to 10240 MB, got {mebibytes} MB"
    assert str(refused.value) == message


def test_a_sixth_layer_is_refused(stack: Stack, make_function: MakeFunction) -> None:
    layers = [
        lambda_.LayerVersion.from_layer_version_arn(
            stack, f"Layer{n}", f"arn:aws:lambda:eu-west-1:123456789012:layer:shared:{n}"
        )
        for n in range(6)
    ]

    with pytest.raises(ConstructError) as refused:
        make_function(layers=layers)

    assert str(refused.value) == "layers must be at most 5, got 6"


def test_what_is_refused_leaves_nothing_behind(stack: Stack, make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError):
        make_function(memory_mb=1)

    assert stack.node.children == []


@pytest.mark.parametrize(
    "props",
    [
        {"memory_mb": 128, "reserved_concurrency": 0},
        {"memory_mb": 10240, "description": "x" * 256},
        {"environment": {"BIG": "x" * 4086}},
    ],
)
def test_the_limits_themselves_are_taken(
    make_function: MakeFunction, resources: Resources, props: dict[str, Any]
) -> None:
    make_function(**props)

    assert len(resources("AWS::Lambda::Function")) == 1


def test_tokens_pass(make_function: MakeFunction, resources: Resources) -> None:
    number = Token.as_number(TOKEN)
    make_function(
        memory_mb=number,
        reserved_concurrency=number,
        timeout=Duration.seconds(number),
        ephemeral_storage=Size.mebibytes(number),
    )

    [function] = resources("AWS::Lambda::Function").values()
    assert function["MemorySize"] == TOKEN
    assert function["ReservedConcurrentExecutions"] == TOKEN
    assert function["Timeout"] == TOKEN
    assert function["EphemeralStorage"] == {"Size": TOKEN}


def test_tokens_count_for_nothing_in_lengths(
    make_function: MakeFunction, resources: Resources
) -> None:
    tokens = Token.as_string(TOKEN) * 300
    make_function(environment={"BIG": tokens, "REST": "x" * 4000}, description=tokens + "x" * 256)

    assert len(tokens) > 4096
    assert len(resources("AWS::Lambda::Function")) == 1


def test_what_is_too_long_even_without_its_tokens_is_refused(make_function: MakeFunction) -> None:
    token = Token.as_string(TOKEN)

    with pytest.raises(ConstructError) as environment:
        make_function(environment={"BIG": token + "x" * 4087})
    with pytest.raises(ConstructError) as description:
        make_function(description=token + "x" * 257)

    assert str(environment.value) == "environment must be at most 4096 bytes, got 4097 bytes"
    assert str(description.value) == (
        "description must be at most 256 characters, got 257 characters"
    )


def test_an_image_is_released_like_an_archive(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    images = Repository.from_repository_name(stack, "Images", "detector")
    make_function(
        code=lambda_.Code.from_ecr_image(images, tag_or_digest=f"sha256:{'0' * 64}"),
        handler=lambda_.Handler.FROM_IMAGE,
        runtime=lambda_.Runtime.FROM_IMAGE,
    ).release("live")

    [function] = resources("AWS::Lambda::Function").values()
    assert function["PackageType"] == "Image"
    assert not function.keys() & {"Handler", "Runtime", "Layers"}
    assert len(resources("AWS::Lambda::Alias")) == 1
