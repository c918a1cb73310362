"""Which version a release serves, and how one value changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import CfnParameter, NestedStack, Stack, Token
from aws_cdk.assertions import Template

from constructs_lib import ConstructError, Promotion, Rollout, VersionedFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    MakeFunction = Callable[..., VersionedFunction]
    Resources = Callable[[str], Mapping[str, Any]]


def test_the_default_follows_the_latest_version(
    make_function: MakeFunction, resources: Resources
) -> None:
    release = make_function().release("live")

    [version] = resources("AWS::Lambda::Version")
    [alias] = resources("AWS::Lambda::Alias").values()
    assert release.promotion == Promotion.latest()
    assert alias["FunctionVersion"] == {"Fn::GetAtt": [version, "Version"]}


def test_a_pinned_release_stays_while_versions_are_published(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("PROD", promotion=Promotion.pinned("7"))

    [alias] = resources("AWS::Lambda::Alias").values()
    assert alias["FunctionVersion"] == "7"
    assert len(resources("AWS::Lambda::Version")) == 1


def test_a_promotion_goes_the_way_of_the_rollout(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("PROD", promotion=Promotion.pinned("7"))

    [group] = resources("AWS::CodeDeploy::DeploymentGroup")
    template = Template.from_stack(stack)
    [alias] = template.find_resources("AWS::Lambda::Alias").values()
    shifted_by = alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
    assert shifted_by["DeploymentGroupName"] == {"Ref": group}


def test_the_alarm_watches_the_version_that_is_pinned(
    make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function()
    function.release("BETA", promotion=Promotion.pinned("8"))
    function.release("PROD", promotion=Promotion.parameter("ProdVersion", default="7"))

    watched = [
        dimension["Value"]
        for alarm in resources("AWS::CloudWatch::Alarm").values()
        for dimension in alarm["Dimensions"]
        if dimension["Name"] == "ExecutedVersion"
    ]
    assert watched == ["8", {"Ref": "ProdVersion"}]


def test_a_pinned_release_waits_for_the_first_version_of_a_new_function(
    stack: Stack, make_function: MakeFunction
) -> None:
    make_function().release("PROD", promotion=Promotion.pinned("1"))

    template = Template.from_stack(stack)
    [version] = template.find_resources("AWS::Lambda::Version")
    [alias] = template.find_resources("AWS::Lambda::Alias").values()
    assert alias["DependsOn"] == [version]


def test_a_parameter_of_the_stack_decides(stack: Stack, make_function: MakeFunction) -> None:
    make_function().release("PROD", promotion=Promotion.parameter("ProdVersion", default="7"))

    template = Template.from_stack(stack).to_json()
    parameter = template["Parameters"]["ProdVersion"]
    [alias] = [
        resource["Properties"]
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::Lambda::Alias"
    ]
    assert alias["FunctionVersion"] == {"Ref": "ProdVersion"}
    assert parameter["Type"] == "String"
    assert parameter["Default"] == "7"
    assert parameter["AllowedPattern"] == "[1-9][0-9]*"


def test_releases_that_name_the_same_parameter_move_together(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    promotion = Promotion.parameter("ProdVersion", default="1")
    for region in ("NORTH", "SOUTH"):
        make_function(region).release("PROD", promotion=promotion)

    versions = [alias["FunctionVersion"] for alias in resources("AWS::Lambda::Alias").values()]
    assert versions == [{"Ref": "ProdVersion"}] * 2
    assert list(Template.from_stack(stack).find_parameters("ProdVersion")) == ["ProdVersion"]


def test_the_parameter_store_decides(stack: Stack, make_function: MakeFunction) -> None:
    make_function().release("PROD", promotion=Promotion.ssm("/orders/prod/version"))

    template = Template.from_stack(stack)
    [(name, parameter)] = template.find_parameters("*", {"Default": "/orders/prod/version"}).items()
    [alias] = template.find_resources("AWS::Lambda::Alias").values()
    assert parameter["Type"] == "AWS::SSM::Parameter::Value<String>"
    assert alias["Properties"]["FunctionVersion"] == {"Ref": name}


def test_promotions_are_plain_values() -> None:
    assert Promotion.pinned("7") == Promotion.pinned("7")
    assert Promotion.pinned("7") != Promotion.parameter("ProdVersion", default="7")
    assert len({Promotion.latest(), Promotion.latest(), Promotion.ssm("/a")}) == 2


@pytest.mark.parametrize(
    ("promotion", "words"),
    [
        (Promotion.latest(), "the latest version"),
        (Promotion.pinned("7"), "version 7"),
        (Promotion.parameter("ProdVersion", default="1"), "the version in parameter ProdVersion"),
        (Promotion.ssm("/orders/prod/version"), "the version in /orders/prod/version"),
    ],
)
def test_a_promotion_says_what_it_follows(promotion: Promotion, words: str) -> None:
    assert str(promotion) == words


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (
            lambda: Promotion.pinned("$LATEST"),
            "version must be the number of a published version such as '7', got '$LATEST'",
        ),
        (
            lambda: Promotion.pinned("v7"),
            "version must be the number of a published version such as '7', got 'v7'",
        ),
        (
            lambda: Promotion.pinned("0"),
            "version must be the number of a published version such as '7', got '0'",
        ),
        (lambda: Promotion.pinned(7), "version must be a string such as '7', got 7"),  # type: ignore[arg-type]
        (
            lambda: Promotion.pinned(Token.as_string({"Ref": "Version"})),
            "version must be known at synthesis, got a token",
        ),
        (
            lambda: Promotion.parameter("ProdVersion", default="latest"),
            "default must be the number of a published version such as '7', got 'latest'",
        ),
        (
            lambda: Promotion.parameter("Prod-Version", default="1"),
            (
                "parameter name must be 1 to 255 letters and digits, first a letter, "
                "got 'Prod-Version'"
            ),
        ),
        (
            lambda: Promotion.parameter(Token.as_string({"Ref": "Name"}), default="1"),
            "parameter name must be known at synthesis, got a token",
        ),
        (
            lambda: Promotion.ssm("/orders prod"),
            (
                "ssm parameter name must be letters, digits and any of _.-, with a / before each "
                "level, such as "
                "'/orders/prod/version', got '/orders prod'"
            ),
        ),
        (
            lambda: Promotion("7"),  # type: ignore[arg-type]
            "promotion must be one such as Promotion.latest(), got '7'",
        ),
    ],
)
def test_what_no_version_can_be_is_refused(build: Callable[[], Promotion], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        build()

    assert str(refused.value) == message


def test_a_parameter_has_one_default(make_function: MakeFunction) -> None:
    function = make_function()
    function.release("BETA", promotion=Promotion.parameter("Version", default="7"))

    with pytest.raises(ConstructError) as refused:
        function.release("PROD", promotion=Promotion.parameter("Version", default="6"))

    assert str(refused.value) == (
        "default of parameter Version must be the same for all releases, got '6' after '7'"
    )


def test_a_parameter_takes_no_place_that_is_taken(
    stack: Stack, make_function: MakeFunction
) -> None:
    Stack(stack, "Version")

    with pytest.raises(ConstructError) as refused:
        make_function().release("PROD", promotion=Promotion.parameter("Version", default="6"))

    assert str(refused.value) == (
        "parameter name must be free in its stack, got 'Version' of Stack"
    )


def test_a_parameter_of_the_user_s_own_serves(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    CfnParameter(stack, "Version", default="6")
    make_function().release("PROD", promotion=Promotion.parameter("Version", default="6"))

    [alias] = resources("AWS::Lambda::Alias").values()
    assert alias["FunctionVersion"] == {"Ref": "Version"}


def test_a_parameter_of_a_nested_stack_is_refused(
    stack: Stack, make_function: MakeFunction
) -> None:
    function = make_function(scope=NestedStack(stack, "Nested"))

    with pytest.raises(ConstructError) as refused:
        function.release("PROD", promotion=Promotion.parameter("Version", default="6"))

    assert str(refused.value) == (
        "parameter Version must be of a stack that is deployed by itself, got a nested one"
    )


def test_the_parameter_store_decides_for_no_nested_stack(
    stack: Stack, make_function: MakeFunction
) -> None:
    """`cdk deploy` looks for such parameters in the parent's template, and would skip it."""
    function = make_function(scope=NestedStack(stack, "Nested"))

    with pytest.raises(ConstructError) as refused:
        function.release("PROD", promotion=Promotion.ssm("/orders/prod"))

    assert str(refused.value) == (
        "release of the version in /orders/prod must be of a stack that is deployed by itself, "
        "got a nested one"
    )


@pytest.mark.parametrize("name", ["version", "/version", "/orders/prod/v.1_2-3"])
def test_a_name_of_the_parameter_store_is_taken(name: str) -> None:
    assert str(Promotion.ssm(name)) == f"the version in {name}"


@pytest.mark.parametrize("name", ["orders/version", "/orders/", "//version", "/", "/a:3", "/a\n"])
def test_a_name_that_the_parameter_store_cannot_have_is_refused(name: str) -> None:
    with pytest.raises(ConstructError, match="with a / before each level"):
        Promotion.ssm(name)


def test_a_number_instead_of_a_promotion_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function().release("PROD", promotion="7")  # type: ignore[arg-type]

    assert str(refused.value) == (
        "promotion must be a Promotion such as Promotion.latest(), got '7'"
    )


def test_a_refused_promotion_leaves_the_name_free(make_function: MakeFunction) -> None:
    function = make_function()
    function.release("BETA", promotion=Promotion.parameter("Version", default="7"))
    with pytest.raises(ConstructError):
        function.release(
            "PROD",
            promotion=Promotion.pinned("5"),
            rollout=Rollout.split(10, to=Promotion.parameter("Version", default="6")),
        )

    prod = function.release("PROD", promotion=Promotion.pinned("5"))

    assert function.releases["PROD"] is prod
