from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import CfnParameter, Stack, Token
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Annotations, Match

from constructs_lib import (
    ConstructError,
    Promotion,
    Provisioned,
    Release,
    Rollout,
    VersionedFunction,
)

Resources = Callable[[str], Mapping[str, Any]]
MakeFunction = Callable[..., VersionedFunction]

TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"
POLICY = "AWS::ApplicationAutoScaling::ScalingPolicy"
MORNING, EVENING = "cron(0 8 ? * MON-FRI *)", "cron(0 18 ? * MON-FRI *)"


def the_alias(resources: Resources) -> Any:
    return next(iter(resources("AWS::Lambda::Alias").values()))


def test_a_fixed_amount_is_the_alias_s_own(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live", provisioned=Provisioned(5))

    assert the_alias(resources)["ProvisionedConcurrencyConfig"] == {
        "ProvisionedConcurrentExecutions": 5
    }
    assert resources(TARGET) == {}


def test_a_scaled_amount_is_scaling_s_alone(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live", provisioned=Provisioned(5, up_to=20))

    [target] = resources(TARGET).values()
    assert "ProvisionedConcurrencyConfig" not in the_alias(resources)
    assert (target["MinCapacity"], target["MaxCapacity"]) == (5, 20)
    assert target["ServiceNamespace"] == "lambda"
    assert target["ScalableDimension"] == "lambda:function:ProvisionedConcurrency"


def test_scaling_waits_for_the_alias(make_function: MakeFunction, resources: Resources) -> None:
    make_function().release("live", provisioned=Provisioned(5, up_to=20))

    [alias] = resources("AWS::Lambda::Alias")
    [target] = resources(TARGET).values()
    name = {"Fn::Select": [6, {"Fn::Split": [":", {"Ref": alias}]}]}
    assert target["ResourceId"] == {"Fn::Join": ["", ["function:", name, ":live"]]}


def test_utilization_is_kept_at_seventy_percent(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live", provisioned=Provisioned(5, up_to=20))

    [target] = resources(TARGET)
    [policy] = resources(POLICY).values()
    assert policy["PolicyType"] == "TargetTrackingScaling"
    assert policy["ScalingTargetId"] == {"Ref": target}
    assert policy["TargetTrackingScalingPolicyConfiguration"] == {
        "PredefinedMetricSpecification": {
            "PredefinedMetricType": "LambdaProvisionedConcurrencyUtilization"
        },
        "TargetValue": 0.7,
    }


def test_another_utilization_can_be_kept(make_function: MakeFunction, resources: Resources) -> None:
    make_function().release("live", provisioned=Provisioned(5, up_to=20, utilization=0.5))

    [policy] = resources(POLICY).values()
    assert policy["TargetTrackingScalingPolicyConfiguration"]["TargetValue"] == 0.5


def test_a_schedule_sets_the_amount_by_the_clock_of_its_zone(
    make_function: MakeFunction, resources: Resources
) -> None:
    provisioned = Provisioned(5, schedule={MORNING: 20, EVENING: 2}, time_zone="Europe/Berlin")
    make_function().release("live", provisioned=provisioned)

    [target] = resources(TARGET).values()
    actions = [
        (action["Schedule"], action["ScalableTargetAction"], action["Timezone"])
        for action in target["ScheduledActions"]
    ]
    assert actions == [
        (MORNING, {"MinCapacity": 20, "MaxCapacity": 20}, "Europe/Berlin"),
        (EVENING, {"MinCapacity": 2, "MaxCapacity": 2}, "Europe/Berlin"),
    ]
    assert resources(POLICY) == {}


def test_registering_again_at_noon_takes_nothing_back(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live", provisioned=Provisioned(5, schedule={MORNING: 20}))

    [target] = resources(TARGET).values()
    assert (target["MinCapacity"], target["MaxCapacity"]) == (5, 20)


def test_beside_utilization_a_schedule_sets_what_it_starts_from(
    make_function: MakeFunction, resources: Resources
) -> None:
    provisioned = Provisioned(5, up_to=50, schedule={MORNING: 20})
    make_function().release("live", provisioned=provisioned)

    [target] = resources(TARGET).values()
    [action] = target["ScheduledActions"]
    assert action["ScalableTargetAction"] == {"MinCapacity": 20, "MaxCapacity": 50}
    assert len(resources(POLICY)) == 1


def test_actions_are_named_by_their_expression_without_what_names_may_not_have(
    make_function: MakeFunction, resources: Resources
) -> None:
    schedule = {
        "cron(0/5 8 ? * * *)": 3,
        "cron(0-5 8 ? * * *)": 4,
        "at(2027-01-31T08:00:00)": 5,
        "rate(1 hour)": 6,
    }
    provisioned = Provisioned(2, schedule=schedule, time_zone="UTC")
    make_function().release("live", provisioned=provisioned)

    [target] = resources(TARGET).values()
    actions = target["ScheduledActions"]
    names = [action["ScheduledActionName"] for action in actions]
    assert names == [
        "cron(0 by 5 8 ? * * *)",
        "cron(0-5 8 ? * * *)",
        "at(2027-01-31T08.00.00)",
        "rate(1 hour)",
    ]
    assert "Timezone" not in actions[3]  # a rate hangs on no clock


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"concurrency": 0}, "concurrency must be at least 1, got 0"),
        ({"concurrency": 2.5}, "concurrency must be an int, at least 1, got 2.5"),
        ({"concurrency": None}, "concurrency must be an int, at least 1, got None"),
        ({"concurrency": True}, "concurrency must be an int, at least 1, got True"),
        (
            {"concurrency": 5, "up_to": 4},
            "up_to must be at least the 5 to start from, got 4",
        ),
        ({"concurrency": 5, "up_to": 0}, "up_to must be at least 1, got 0"),
        (
            {"concurrency": 5, "utilization": 0.5},
            "utilization must be beside up_to, got it alone",
        ),
        (
            {"concurrency": 5, "up_to": 9, "utilization": 70},
            (
                "target utilization of provisioned concurrency must be 10 to 90 %, as a fraction "
                "of 1, got 70"
            ),
        ),
        (
            {"concurrency": 5, "up_to": 9, "utilization": "70 %"},
            "utilization must be a fraction of 1 such as 0.7, got '70 %'",
        ),
        (
            {"concurrency": 5, "schedule": [MORNING]},
            (
                "schedule must be a mapping such as {'cron(0 8 ? * MON-FRI *)': 20}, "
                "got ['cron(0 8 ? * MON-FRI *)']"
            ),
        ),
        (
            {"concurrency": 5, "schedule": {MORNING: 0}},
            f"concurrency from {MORNING} must be at least 1, got 0",
        ),
        (
            {"concurrency": 5, "schedule": {MORNING: None}},
            f"concurrency from {MORNING} must be an int, at least 1, got None",
        ),
        (
            {"concurrency": 5, "up_to": 10, "schedule": {MORNING: 20}},
            f"concurrency from {MORNING} must be at most up_to, 10, got 20",
        ),
        (
            {"concurrency": 5, "schedule": {"8 o'clock": 20}},
            "schedule expression must be rate(...), cron(...) or at(...), got 8 o'clock",
        ),
        (
            {"concurrency": 5, "schedule": {"cron(0 8 * * MON-FRI)": 20}},
            (
                "cron must have 6 fields (minutes, hours, day of month, month, day of week, year), "
                "got 5: cron(0 8 * * MON-FRI)"
            ),
        ),
        (
            {"concurrency": 5, "schedule": {MORNING: 20}, "time_zone": "Berlin"},
            "time_zone must be an IANA name such as Europe/Berlin, got 'Berlin'",
        ),
        (
            {"concurrency": 5, "time_zone": "Europe/Berlin"},
            "time_zone must be beside schedule, got it alone",
        ),
    ],
)
def test_what_can_never_be_provisioned_is_refused(props: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        Provisioned(**props)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("reserved", "provisioned", "message"),
    [
        (
            4,
            Provisioned(5),
            (
                "provisioned concurrency must be at most the 4 that the function reserves, got 5 "
                "over its aliases and versions"
            ),
        ),
        (
            0,
            Provisioned(1),
            (
                "provisioned concurrency must be at most the 0 that the function reserves, got 1 "
                "over its aliases and versions"
            ),
        ),
        (
            9,
            Provisioned(5),
            (
                "reserved concurrency should be at least 10 while CodeDeploy shifts live with 5 "
                "provisioned, got 9"
            ),
        ),
        (
            10,
            Provisioned(5, up_to=11),
            "what live may scale to must be at most the 10 that the function reserves, got 11",
        ),
        (
            10,
            Provisioned(5, schedule={MORNING: 11}),
            "what live may scale to must be at most the 10 that the function reserves, got 11",
        ),
    ],
)
def test_what_a_function_reserves_must_do(
    make_function: MakeFunction, reserved: int, provisioned: Provisioned, message: str
) -> None:
    function = make_function(reserved_concurrency=reserved)

    with pytest.raises(ConstructError) as refused:
        function.release("live", provisioned=provisioned)

    assert str(refused.value) == message


def test_all_releases_share_what_is_reserved(make_function: MakeFunction) -> None:
    function = make_function(reserved_concurrency=12)
    function.release("BETA", provisioned=Provisioned(5))

    with pytest.raises(ConstructError) as refused:
        function.release("PROD", promotion=Promotion.pinned("1"), provisioned=Provisioned(3))

    # It is BETA that no longer fits twice.
    assert str(refused.value) == (
        "reserved concurrency should be at least 13 while CodeDeploy shifts BETA with 5 "
        "provisioned, got 12"
    )


@pytest.mark.parametrize("promotion", [Promotion.latest(), Promotion.pinned("7")])
def test_a_version_is_provisioned_once(make_function: MakeFunction, promotion: Promotion) -> None:
    function = make_function()
    function.release("BETA", promotion=promotion, provisioned=Provisioned(1))

    with pytest.raises(ConstructError) as refused:
        function.release("PROD", promotion=promotion, provisioned=Provisioned(5))

    assert str(refused.value) == (
        f"a version must have at most 1 provisioned concurrency, got 2 on {promotion}: BETA, PROD"
    )


def test_releases_of_several_versions_may_each_provision(
    make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function()
    function.release("BETA", provisioned=Provisioned(1))
    function.release("PROD", promotion=Promotion.pinned("7"), provisioned=Provisioned(5))
    function.release("DEV")

    amounts = [
        alias.get("ProvisionedConcurrencyConfig", {}).get("ProvisionedConcurrentExecutions")
        for alias in resources("AWS::Lambda::Alias").values()
    ]
    assert sorted(amounts, key=str) == [1, 5, None]


def test_a_split_provisions_nothing(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function().release(
            "live",
            rollout=Rollout.split(10, to=Promotion.pinned("6")),
            provisioned=Provisioned(5),
        )

    assert str(refused.value) == (
        "provisioned concurrency must be on an alias of one version, got 5 beside weights"
    )


def test_what_is_refused_leaves_no_alias_behind(make_function: MakeFunction) -> None:
    function = make_function(reserved_concurrency=4)

    with pytest.raises(ConstructError):
        function.release("live", provisioned=Provisioned(5))

    assert function.node.try_find_child("Release-live") is None
    assert function.releases == {}
    function.release("live")


def test_the_limits_themselves_are_taken(make_function: MakeFunction, resources: Resources) -> None:
    make_function(reserved_concurrency=10).release("live", provisioned=Provisioned(5, up_to=10))

    assert len(resources(TARGET)) == 1


def test_tokens_pass(stack: Stack, make_function: MakeFunction, resources: Resources) -> None:
    amount: Any = CfnParameter(stack, "Amount", type="Number", default=5).value_as_number
    make_function(reserved_concurrency=1).release("live", provisioned=Provisioned(amount))

    assert the_alias(resources)["ProvisionedConcurrencyConfig"] == {
        "ProvisionedConcurrentExecutions": {"Ref": "Amount"}
    }


def test_tokens_pass_where_they_are_scaled(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    amount: Any = CfnParameter(stack, "Amount", type="Number", default=5).value_as_number
    zone = CfnParameter(stack, "Zone").value_as_string
    make_function().release(
        "live",
        provisioned=Provisioned(
            amount, up_to=amount, utilization=amount, schedule={MORNING: amount}, time_zone=zone
        ),
    )

    [target] = resources(TARGET).values()
    [action] = target["ScheduledActions"]
    assert target["MinCapacity"] == target["MaxCapacity"] == {"Ref": "Amount"}
    assert action["Timezone"] == {"Ref": "Zone"}


def test_a_token_to_start_from_is_the_most_beside_a_schedule_of_tokens(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    amount: Any = CfnParameter(stack, "Amount", type="Number", default=5).value_as_number
    make_function().release("live", provisioned=Provisioned(amount, schedule={MORNING: 3}))

    [target] = resources(TARGET).values()
    assert target["MaxCapacity"] == {"Ref": "Amount"}


def test_a_reservation_that_is_a_token_is_not_judged(make_function: MakeFunction) -> None:
    function = make_function(reserved_concurrency=Token.as_number({"Ref": "AWS::StackName"}))

    assert function.release("live", provisioned=Provisioned(5)).provisioned == Provisioned(5)


def test_a_function_made_without_us_is_judged_by_its_resource(stack: Stack) -> None:
    function = lambda_.Function(
        stack,
        "Plain",
        code=lambda_.Code.from_inline("def handler(event, context): ..."),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
        reserved_concurrent_executions=4,
    )

    with pytest.raises(ConstructError, match="at most the 4 that the function reserves, got 5"):
        Release.around(function, "live", provisioned=Provisioned(5))


def test_equal_values_are_equal_and_one_serves_many(make_function: MakeFunction) -> None:
    office_hours = {MORNING: 20}
    provisioned = Provisioned(5, schedule=office_hours)
    office_hours[EVENING] = 2

    assert provisioned == Provisioned(5, schedule={MORNING: 20})
    assert hash(provisioned) == hash(Provisioned(5, schedule={MORNING: 20}))
    assert provisioned != Provisioned(5)
    make_function("Detector").release("live", provisioned=provisioned)
    make_function("Archiver").release("live", provisioned=provisioned)


def test_anything_else_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function().release("live", provisioned=5)  # type: ignore[arg-type]

    assert str(refused.value) == "provisioned must be a Provisioned such as Provisioned(5), got 5"


def test_releases_that_may_come_to_provision_one_version_are_warned_of(
    stack: Stack, make_function: MakeFunction
) -> None:
    """PROD is promoted to what BETA still serves: Lambda refuses it."""
    function = make_function()
    for name in ("BETA", "PROD"):
        promotion = Promotion.parameter(f"{name}Version", default="1")
        function.release(name, promotion=promotion, provisioned=Provisioned(1))

    [warning] = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    assert str(warning.entry.data) == (
        "BETA and PROD each provision concurrency: a deployment that gives two of them the same "
        "version fails, because Lambda provisions a version for one alias only "
        "[ack: keel:one-version-provisioned-twice]"
    )


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_is_equal(copied: Callable[[Provisioned], Provisioned]) -> None:
    provisioned = Provisioned(5, up_to=9, schedule={"rate(1 day)": 6}, utilization=0.5)

    assert copied(provisioned) == provisioned


def test_a_utilization_that_is_no_number_is_refused() -> None:
    with pytest.raises(ConstructError, match="got nan"):
        Provisioned(5, up_to=9, utilization=float("nan"))
