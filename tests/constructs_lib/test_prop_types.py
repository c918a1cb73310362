"""What is not of the type that its prop takes, or not in the units of the platform."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import Duration, Size, Stack, Token
from aws_cdk.aws_iam import Role
from aws_cdk.aws_sns import Topic
from aws_cdk.aws_sqs import Queue

from constructs_lib import ConstructError, LogPolicy, Monitoring, Release, VersionedFunction

Resources = Callable[[str], Mapping[str, Any]]
MakeFunction = Callable[..., VersionedFunction]

TOKEN = {"Ref": "AWS::StackName"}


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"timeout": 30}, "timeout must be a Duration such as Duration.seconds(30), got 30"),
        (
            {"ephemeral_storage": 512},
            "ephemeral_storage must be a Size such as Size.gibibytes(1), got 512",
        ),
        (
            {"code": "detector"},
            (
                "code must be a PythonCode, an ImageCode, or a Code such as "
                "Code.from_asset('detector'), got 'detector'"
            ),
        ),
        ({"handler": None}, "handler must be a string such as 'detector.handler', got None"),
        (
            {"runtime": "python3.14"},
            "runtime must be a Runtime such as Runtime.PYTHON_3_14, got 'python3.14'",
        ),
        (
            {"architecture": "arm64"},
            "architecture must be an Architecture such as Architecture.ARM_64, got 'arm64'",
        ),
        ({"description": 5}, "description must be a string, got 5"),
        ({"function_name": 5}, "function_name must be a string, got 5"),
        (
            {"environment": ["A=b"]},
            "environment must be a mapping of strings to strings, got ['A=b']",
        ),
        ({"environment": {5: "b"}}, "environment key must be a string, got 5"),
        ({"layers": "arn"}, "layers must be a list of layers, got 'arn'"),
        ({"layers": None}, "layers must be a list of layers, got None"),
        ({"layers": ["arn"]}, "layers must be a list of layers, got 'arn' in it"),
        ({"logs": 30}, "logs must be a LogPolicy, got 30"),
        (
            {"role": "arn:aws:iam::123456789012:role/detector"},
            (
                "role must be an IRole such as Role.from_role_arn(...), "
                "got 'arn:aws:iam::123456789012:role/detector'"
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


def test_a_construct_in_the_place_of_another_is_named_by_its_type(
    make_function: MakeFunction,
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(timeout=Size.mebibytes(30))

    assert str(refused.value) == (
        "timeout must be a Duration such as Duration.seconds(30), got Size"
    )


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (
            {"retention": 30},
            "retention must be a RetentionDays such as RetentionDays.ONE_MONTH, got 30",
        ),
        (
            {"level": "INFO"},
            "level must be an ApplicationLogLevel such as ApplicationLogLevel.INFO, got 'INFO'",
        ),
    ],
)
def test_a_log_policy_takes_the_enums_of_the_cdk(props: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        LogPolicy(**props)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: {"timeout": Duration.seconds(1.5)}, "timeout must be whole seconds, got 1.5 s"),
        (lambda: {"timeout": Duration.millis(2500)}, "timeout must be whole seconds, got 2.5 s"),
        (
            lambda: {"timeout": Duration.minutes(Token.as_number(TOKEN))},
            "timeout must be in seconds where it is a token",
        ),
        (
            lambda: {"ephemeral_storage": Size.mebibytes(512.5)},
            "ephemeral_storage must be whole mebibytes, got 512.5 MB",
        ),
        (
            lambda: {"ephemeral_storage": Size.gibibytes(Token.as_number(TOKEN))},
            "ephemeral_storage must be in mebibytes where it is a token",
        ),
        (
            lambda: {"memory_mb": Token.as_string(TOKEN)},
            "memory_mb must be an int, got a token that is a string",
        ),
    ],
)
def test_what_the_cdk_would_not_count_in_lambda_s_units_is_refused(
    make_function: MakeFunction, build: Callable[[], dict[str, Any]], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(**build())

    assert str(refused.value) == message


def test_only_a_versioned_function_is_released() -> None:
    with pytest.raises(ConstructError, match="function must be a VersionedFunction, got 'arn'"):
        Release("arn", "live")  # type: ignore[arg-type]


def test_a_class_in_the_place_of_its_object_is_refused(
    stack: Stack, make_function: MakeFunction
) -> None:
    queue = Queue(stack, "Queue")
    refusals: dict[str, Callable[[], object]] = {
        "notify must be an ITopic such as Topic(...), got the class Topic": lambda: Monitoring(
            notify=Topic  # type: ignore[arg-type]
        ),
        "layers must be a list of layers, got Queue in it": lambda: make_function(layers=[queue]),
        "role must be an IRole such as Role.from_role_arn(...), got the class Role": (
            lambda: make_function(role=Role)
        ),
        "explain_version must be True or False, got 'no'": lambda: make_function(
            explain_version="no"
        ),
    }
    for message, build in refusals.items():
        with pytest.raises(ConstructError) as refused:
            build()
        assert str(refused.value) == message
