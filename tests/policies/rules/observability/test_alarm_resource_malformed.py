from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_resource_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


@pytest.mark.parametrize(
    ("resource", "seen"),
    [
        pytest.param("live", "live", id="the alias alone"),
        pytest.param("bill:live", "bill", id="a name that is not the function's"),
        pytest.param({"Ref": "Live"}, "an ARN", id="the alias as Ref gives it"),
        pytest.param({"Fn::GetAtt": ["Bill", "Arn"]}, "an ARN", id="the function's ARN"),
        pytest.param({"Fn::Sub": "${Ship}:live"}, "the name of Ship", id="another function"),
    ],
)
def test_what_nobody_publishes_is_found(
    judge: Judge, with_alarm: WithAlarm, resource: Any, seen: str
) -> None:
    dimensions = {"FunctionName": {"Ref": "Bill"}, "Resource": resource}
    more = {"Ship": {"Type": "AWS::Lambda::Function"}}
    [finding] = judge(rule, with_alarm(dimensions=dimensions, more=more))

    assert finding.message == (
        f"dimension Resource must be the name of Bill, a colon and an alias or version, got {seen}"
    )
    assert finding.fix == "set it to !Sub ${Bill}: followed by the name of the alias"
    assert finding.at == "Dimensions"


@pytest.mark.parametrize(
    "resource",
    [
        {"Fn::Sub": "${Bill}:live"},
        {"Fn::Join": ["", [{"Ref": "Bill"}, ":7"]]},
        {"Ref": "Bill"},
        {"Ref": "Unknown"},
        {"Fn::Sub": "${Unknown}:live"},
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, resource: Any) -> None:
    dimensions = {"FunctionName": {"Ref": "Bill"}, "Resource": resource}

    assert judge(rule, with_alarm(dimensions=dimensions)) == []


@pytest.mark.parametrize(
    ("name", "resource", "count"),
    [
        ("bill", "bill:live", 0),
        ("bill", "ship:live", 1),
        ({"Ref": "Unknown"}, "ship:live", 0),
    ],
)
def test_a_name_that_the_template_gives_is_compared(
    judge: Judge, with_alarm: WithAlarm, name: Any, resource: str, count: int
) -> None:
    dimensions = {"FunctionName": {"Ref": "Bill"}, "Resource": resource}
    resources = with_alarm(dimensions=dimensions, function={"FunctionName": name})

    assert len(judge(rule, resources)) == count


def test_a_function_that_is_elsewhere_is_not_judged(judge: Judge, with_alarm: WithAlarm) -> None:
    dimensions = {"FunctionName": "ship", "Resource": "live"}

    assert judge(rule, with_alarm(dimensions=dimensions)) == []
