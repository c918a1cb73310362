"""Routes of load balancers: what they may call, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elbv2

from constructs_lib import AlbRoute, ConstructError, Release, VersionedFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Resources = Callable[[str], Mapping[str, Any]]
    MakeFunction = Callable[..., VersionedFunction]

GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"
LISTENER = (
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/0a1b2c3d4e5f6a7b/0a1b"
)


@pytest.fixture
def listener(stack: Stack) -> elbv2.IApplicationListener:
    return elbv2.ApplicationListener.from_application_listener_attributes(
        stack,
        "Listener",
        listener_arn=LISTENER,
        security_group=ec2.SecurityGroup.from_security_group_id(stack, "Shop", "sg-0a1b2c3d"),
    )


@pytest.fixture
def live(make_function: MakeFunction) -> Release:
    return make_function().release("live")


def faults() -> elbv2.ListenerCondition:
    return elbv2.ListenerCondition.path_patterns(["/faults*"])


def test_the_load_balancer_may_call_for_this_target_group_alone(
    listener: elbv2.IApplicationListener, live: Release, resources: Resources
) -> None:
    live.on(AlbRoute(listener, priority=10, conditions=[faults()]))

    [permission] = resources("AWS::Lambda::Permission").values()
    [group] = resources(GROUP).values()
    [alias] = resources("AWS::Lambda::Alias")
    assert permission["FunctionName"] == {"Ref": alias}
    assert permission["SourceAccount"] == {"Ref": "AWS::AccountId"}
    assert permission["SourceArn"]["Fn::Join"][1][-1] == f":targetgroup/{group['Name']}/*"
    assert len(group["Name"]) <= 32
    assert group["Targets"] == [{"Id": {"Ref": alias}}]


def test_nothing_is_checked_and_no_value_repeated_unless_asked_for(
    listener: elbv2.IApplicationListener, live: Release, resources: Resources
) -> None:
    live.on(AlbRoute(listener, priority=10, conditions=[faults()]))

    [group] = resources(GROUP).values()
    assert "HealthCheckEnabled" not in group
    assert "TargetGroupAttributes" not in group


def test_routes_of_a_release_are_told_apart_by_name(
    listener: elbv2.IApplicationListener, live: Release, resources: Resources
) -> None:
    live.on(
        AlbRoute(listener, priority=10, conditions=[faults()]),
        AlbRoute(listener, priority=11, conditions=[faults()], name="Other"),
    )

    assert len({group["Name"] for group in resources(GROUP).values()}) == 2


def test_a_name_or_a_priority_that_is_taken_is_refused(
    listener: elbv2.IApplicationListener, live: Release
) -> None:
    live.on(AlbRoute(listener, priority=10, conditions=[faults()]))

    with pytest.raises(ConstructError) as name:
        live.on(AlbRoute(listener, priority=11, conditions=[faults()]))
    with pytest.raises(ConstructError) as priority:
        live.on(AlbRoute(listener, priority=10, conditions=[faults()], name="Other"))

    assert (
        str(name.value) == "name of each AlbRoute must be unique on a release, got two without one"
    )
    assert str(priority.value) == (
        "priority must be of one rule of a listener, got 10 for live and live"
    )


@pytest.mark.parametrize(("timeout", "interval"), [(35, None), (20, Duration.seconds(20))])
def test_checks_that_may_overlap_are_refused(
    listener: elbv2.IApplicationListener,
    make_function: MakeFunction,
    timeout: int,
    interval: Duration | None,
) -> None:
    release = make_function(timeout=Duration.seconds(timeout)).release("live")
    check = elbv2.HealthCheck(enabled=True, interval=interval)

    with pytest.raises(ConstructError) as refused:
        release.on(AlbRoute(listener, priority=10, conditions=[faults()], health_check=check))

    assert str(refused.value) == (
        f"timeout of a function must be less than the {timeout} s between its health checks, got "
        f"{timeout} s"
    )


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"priority": 0}, "priority must be 1 to 50000, got 0"),
        ({"priority": 50001}, "priority must be 1 to 50000, got 50001"),
        ({"priority": None}, "priority must be an int, 1 to 50000, got None"),
        ({"conditions": []}, "conditions must be a list of one or more, got []"),
        (
            {"conditions": ["/faults*"]},
            (
                "condition must be a ListenerCondition such as "
                "ListenerCondition.path_patterns(['/faults*']), got '/faults*'"
            ),
        ),
        ({"multi_value_headers": 1}, "multi_value_headers must be True or False, got 1"),
        (
            {"health_check": "/health"},
            (
                "health_check must be a HealthCheck such as HealthCheck(enabled=True, "
                "path='/health'), got '/health'"
            ),
        ),
        (
            {"health_check": elbv2.HealthCheck(path="/health")},
            "health_check must have enabled=True, or be left out",
        ),
        (
            {"health_check": elbv2.HealthCheck(enabled=True, interval=Duration.seconds(4))},
            "interval must be 5 to 300 s, got 4 s",
        ),
        (
            {"listener": LISTENER},
            (
                "listener must be an IApplicationListener such as alb.add_listener(...), got "
                f"'{LISTENER}'"
            ),
        ),
    ],
)
def test_a_value_that_is_none_of_its_prop_is_refused(
    listener: elbv2.IApplicationListener, props: dict[str, Any], message: str
) -> None:
    given = {"listener": listener, "priority": 10, "conditions": [faults()]} | props

    with pytest.raises(ConstructError) as refused:
        AlbRoute(**given)

    assert str(refused.value) == message
