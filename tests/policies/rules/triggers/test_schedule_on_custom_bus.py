from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.schedule_on_custom_bus import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(bus: Any, **properties: Any) -> dict[str, Any]:
    said = {"ScheduleExpression": "rate(1 day)", **properties}
    return {
        "Bus": {"Type": "AWS::Events::EventBus", "Properties": {"Name": "orders"}},
        "Nightly": {"Type": "AWS::Events::Rule", "Properties": {**said, "EventBusName": bus}},
    }


@pytest.mark.parametrize(
    ("bus", "name"),
    [
        ({"Ref": "Bus"}, "Bus"),
        ({"Fn::GetAtt": ["Bus", "Arn"]}, "Bus"),
        ("orders", "orders"),
        ("arn:aws:events:eu-west-1:123456789012:event-bus/orders", "orders"),
    ],
    ids=["reference", "its ARN", "name", "ARN"],
)
def test_schedules_run_on_the_default_bus(judge: Judge, bus: Any, name: str) -> None:
    [finding] = judge(rule, scene(bus))

    assert finding.message == f"event bus of a schedule must be default, got {name}"
    assert finding.fix == "remove EventBusName, or use AWS::Scheduler::Schedule"
    assert finding.at == "EventBusName"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(None), id="none"),
        pytest.param(scene("default"), id="by its name"),
        pytest.param(
            scene("arn:aws:events:eu-west-1:123456789012:event-bus/default"), id="by its ARN"
        ),
        pytest.param(scene(UNKNOWN), id="unknown"),
        pytest.param(
            scene("orders", ScheduleExpression=None, EventPattern={"source": ["shop"]}),
            id="a pattern",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
