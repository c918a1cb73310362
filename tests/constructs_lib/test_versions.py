"""What publishes a version, what does not, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, CfnParameter, Fn, SecretValue, Stack, Token
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_ssm as ssm
from aws_cdk.assertions import Annotations, Match, Template

from constructs_lib import ConstructError, VersionedFunction
from constructs_lib.resources import resource_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    MakeFunction = Callable[..., VersionedFunction]
    Resources = Callable[[str], Mapping[str, Any]]


def published(**props: Any) -> tuple[str, Mapping[str, Any], Mapping[str, Any]]:
    """The logical id and the properties of the version, and the properties of the function."""
    stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    VersionedFunction(stack, "Detector", code=code, handler="index.handler", **props)
    template = Template.from_stack(stack)
    [(logical_id, version)] = template.find_resources("AWS::Lambda::Version").items()
    [properties] = template.find_resources("AWS::Lambda::Function").values()
    return logical_id, version["Properties"], properties["Properties"]


def test_the_same_build_publishes_nothing_new() -> None:
    assert published(build="4f2c1a9") == published(build="4f2c1a9")


def test_another_build_is_a_change_of_the_function_as_well() -> None:
    # Lambda publishes no version of a function that has not changed since the last one.
    first_id, _, first = published(build="4f2c1a9")
    second_id, _, second = published(build="90d3be1")

    assert first_id != second_id
    assert first["Description"] == "build 4f2c1a9"
    assert second["Description"] == "build 90d3be1"


def test_a_version_has_no_property_that_could_change_under_its_logical_id() -> None:
    # CloudFormation replaces a version for a change of any property, with the same code.
    _, version, _ = published(build="4f2c1a9", description="finds faults")

    assert set(version) == {"FunctionName"}


def test_the_build_stands_beside_the_description() -> None:
    _, _, function = published(build="4f2c1a9", description="finds faults")

    assert function["Description"] == "finds faults (build 4f2c1a9)"


def test_without_a_build_the_description_is_the_caller_s() -> None:
    assert published(description="finds faults")[2]["Description"] == "finds faults"
    assert "Description" not in published()[2]


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"build": 4711}, "build must be a string such as '4f2c1a9', got 4711"),
        ({"build": " "}, "build must name one, got ' '"),
        (
            {"build": Token.as_string({"Ref": "Build"})},
            "build must be known at synthesis, got a token",
        ),
        (
            {"build": "4f2c1a9", "description": "x" * 250},
            "description with its build must be at most 256 characters, got 266 characters",
        ),
    ],
)
def test_a_build_that_names_none_is_refused(props: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        published(**props)

    assert str(refused.value) == message


def version_with(name: str, value: Any) -> str:
    stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    function = VersionedFunction(stack, "Detector", code=code, handler="index.handler").function
    resource_of(function).add_property_override(name, value)
    [logical_id] = Template.from_stack(stack).find_resources("AWS::Lambda::Version")
    return logical_id


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CodeSigningConfigArn", "arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc"),
        ("ReservedConcurrentExecutions", 5),
        ("Tags", [{"Key": "owner", "Value": "faults"}]),
        ("TenancyConfig", {"TenantIsolationMode": "PER_TENANT"}),
    ],
)
def test_what_the_explanation_excludes_publishes_nothing(name: str, value: Any) -> None:
    assert version_with(name, value) == version_with("Timeout", 10)


@pytest.mark.parametrize(
    ("name", "value"),
    [("Timeout", 11), ("Environment", {"Variables": {"MODE": "strict"}}), ("Description", "new")],
)
def test_any_other_property_publishes(name: str, value: Any) -> None:
    assert version_with(name, value) != version_with("Timeout", 10)


def test_the_metadata_say_what_publishes_and_what_does_not(
    stack: Stack, make_function: MakeFunction
) -> None:
    limit = CfnParameter(stack, "Limit").value_as_string
    make_function(explain_version=True, environment={"LIMIT": limit, "TABLE": "faults"})

    [version] = Template.from_stack(stack).find_resources("AWS::Lambda::Version").values()
    assert version["Metadata"]["keel:version"] == {
        "published-with-a-change-of": "any property of the function, and of its layers",
        "but-not-of": [
            "CodeSigningConfigArn",
            "ReservedConcurrentExecutions",
            "Tags",
            "TenancyConfig",
            "Environment.Variables.LIMIT, by the deployment alone",
        ],
    }


def test_by_default_there_is_no_explanation(stack: Stack, make_function: MakeFunction) -> None:
    make_function()

    [version] = Template.from_stack(stack).find_resources("AWS::Lambda::Version").values()
    assert "keel:version" not in version["Metadata"]


def warnings(stack: Stack) -> list[str]:
    found = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    return [str(message.entry.data) for message in found]


DEPLOYED: Mapping[str, Callable[[Stack], str]] = {
    "a parameter": lambda stack: CfnParameter(stack, "Limit").value_as_string,
    "a part of it": lambda stack: f"https://{CfnParameter(stack, 'Limit').value_as_string}/",
    "the parameter store": lambda stack: ssm.StringParameter.value_for_string_parameter(
        stack, "/orders/limit"
    ),
    "an import": lambda _: Fn.import_value("Limit"),
    "a secret": lambda _: SecretValue.secrets_manager("limit").unsafe_unwrap(),
    "a dynamic reference": lambda _: "{{resolve:ssm:/orders/limit}}",
}


@pytest.mark.parametrize("value", DEPLOYED.values(), ids=DEPLOYED)
def test_a_value_that_changes_alone_is_told(
    stack: Stack, make_function: MakeFunction, value: Callable[[Stack], str]
) -> None:
    make_function(environment={"LIMIT": value(stack), "MODE": "strict"})

    [warning] = warnings(stack)
    assert warning.startswith(
        "environment value of LIMIT is known at deployment only: a change of it alone publishes "
        "no version, and the releases keep the old value; give it at synthesis, or let the "
        "handler read it"
    )


def test_a_value_that_changes_with_the_template_is_not_told(
    stack: Stack, make_function: MakeFunction
) -> None:
    table = dynamodb.TableV2(
        stack,
        "Faults",
        partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
    )
    make_function(
        environment={
            "TABLE": table.table_name,
            "TABLE_ARN": table.table_arn,
            "STACK": stack.stack_name,
            "MODE": "strict",
            "REGION": stack.region,
            "PINNED": "{{resolve:ssm:/orders/limit:3}}",
            "BRACES": "{{ not a reference }}",
        }
    )

    assert warnings(stack) == []
