"""Static weights: two versions behind one alias."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Duration, Token
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk.assertions import Template

from constructs_lib import AlarmPolicy, ConstructError, Promotion, Rollout, VersionedFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_cdk import Stack

    MakeFunction = Callable[..., VersionedFunction]
    Resources = Callable[[str], Mapping[str, Any]]

SIXTH = Promotion.pinned("6")


def test_a_share_goes_to_the_other_version(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release(
        "live", promotion=Promotion.pinned("7"), rollout=Rollout.split(12.5, to=SIXTH)
    )

    [alias] = resources("AWS::Lambda::Alias").values()
    assert alias["FunctionVersion"] == "7"
    assert alias["RoutingConfig"] == {
        "AdditionalVersionWeights": [{"FunctionVersion": "6", "FunctionWeight": 0.125}]
    }


def test_either_version_can_be_a_parameter_or_the_latest(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release(
        "live",
        promotion=Promotion.parameter("LiveVersion", default="1"),
        rollout=Rollout.split(10, to=Promotion.latest()),
    )

    [version] = resources("AWS::Lambda::Version")
    [alias] = resources("AWS::Lambda::Alias").values()
    [additional] = alias["RoutingConfig"]["AdditionalVersionWeights"]
    assert alias["FunctionVersion"] == {"Ref": "LiveVersion"}
    assert additional["FunctionVersion"] == {"Fn::GetAtt": [version, "Version"]}


def test_codedeploy_has_no_part_in_it(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    release = make_function().release("live", rollout=Rollout.split(10, to=SIXTH))

    assert release.deployment_group is None
    assert release.alarms == []
    assert resources("AWS::CodeDeploy::DeploymentGroup") == {}
    assert resources("AWS::CodeDeploy::Application") == {}
    [alias] = Template.from_stack(stack).find_resources("AWS::Lambda::Alias").values()
    assert "UpdatePolicy" not in alias


def test_its_timeline_is_one_step() -> None:
    assert Rollout.split(10, to=SIXTH).timeline == ((0, 10),)


def test_splits_are_plain_values() -> None:
    assert Rollout.split(10, to=SIXTH) == Rollout.split(10, to=Promotion.pinned("6"))
    assert str(Rollout.split(10, to=SIXTH).strategy) == "split of 10 % to version 6"


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (
            lambda: Rollout.split(0, to=SIXTH),
            "percentage of a split must be above 0 and below 100 %, got 0 %",
        ),
        (
            lambda: Rollout.split(100, to=SIXTH),
            "percentage of a split must be above 0 and below 100 %, got 100 %",
        ),
        (
            lambda: Rollout.split(float("nan"), to=SIXTH),
            "percentage of a split must be above 0 and below 100 %, got nan %",
        ),
        (
            lambda: Rollout.split("10", to=SIXTH),  # type: ignore[arg-type]
            "percentage must be a number, got '10'",
        ),
        (
            lambda: Rollout.split(True, to=SIXTH),  # noqa: FBT003 - what is refused
            "percentage must be a number, got True",
        ),
        (
            lambda: Rollout.split(Token.as_number({"Ref": "Share"}), to=SIXTH),
            "percentage must be known at synthesis, got a token",
        ),
        (
            lambda: Rollout.split(10, to="6"),  # type: ignore[arg-type]
            "to must be a Promotion such as Promotion.pinned('6'), got '6'",
        ),
    ],
)
def test_what_is_no_share_is_refused(build: Callable[[], Rollout], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        build()

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("promotion", "to", "message"),
    [
        (
            Promotion.latest(),
            Promotion.latest(),
            "split must be between two versions, got the latest version twice",
        ),
        (
            Promotion.pinned("6"),
            Promotion.pinned("6"),
            "split must be between two versions, got version 6 twice",
        ),
        (
            Promotion.pinned("6"),
            Promotion.parameter("LiveVersion", default="6"),
            "split must be between two versions, got version 6 twice",
        ),
        (
            Promotion.ssm("/live"),
            Promotion.ssm("/live"),
            "split must be between two versions, got the version in /live twice",
        ),
    ],
)
def test_a_version_is_not_split_with_itself(
    make_function: MakeFunction, promotion: Promotion, to: Promotion, message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function().release("live", promotion=promotion, rollout=Rollout.split(10, to=to))

    assert str(refused.value) == message


def test_what_is_for_codedeploy_is_refused(stack: Stack, make_function: MakeFunction) -> None:
    function, split = make_function(), Rollout.split(10, to=SIXTH)
    smoke = make_function("Smoke")
    refusals = {}
    for prop, given in {
        "alarm": AlarmPolicy(),
        "before": smoke,
        "after": smoke,
        "notify": sns.Topic(stack, "Told"),
    }.items():
        with pytest.raises(ConstructError) as refused:
            function.release("live", rollout=split, **{prop: given})  # type: ignore[arg-type]
        refusals[prop] = str(refused.value)

    shifted = "must be left out with a split, which CodeDeploy does not shift, got"
    assert refusals == {
        "alarm": f"alarm {shifted} AlarmPolicy",
        "before": f"before {shifted} VersionedFunction",
        "after": f"after {shifted} VersionedFunction",
        "notify": f"notify {shifted} Topic",
    }


def test_a_split_ends_in_a_rollout_without_another_alias() -> None:
    def alias_of(rollout: Rollout) -> tuple[str, Any]:
        from aws_cdk import App, Stack  # noqa: PLC0415

        stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
        code = lambda_.Code.from_inline("def handler(event, context): ...")
        function = VersionedFunction(stack, "Detector", code=code, handler="index.handler")
        function.release("live", promotion=Promotion.pinned("7"), rollout=rollout)
        [(logical_id, alias)] = (
            Template.from_stack(stack).find_resources("AWS::Lambda::Alias").items()
        )
        return logical_id, alias

    split_id, split = alias_of(Rollout.split(10, to=SIXTH))
    shifted_id, shifted = alias_of(Rollout.canary(10, bake=Duration.minutes(5)))

    # The version is the same, so CloudFormation updates the alias and asks CodeDeploy nothing.
    assert split_id == shifted_id
    assert split["Properties"].pop("RoutingConfig")
    assert split["Properties"] == shifted["Properties"]
