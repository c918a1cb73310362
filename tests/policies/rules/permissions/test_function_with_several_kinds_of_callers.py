from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.permissions.function_with_several_kinds_of_callers import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(*principals: Any) -> dict[str, Any]:
    resources: dict[str, Any] = {"Report": {"Type": "AWS::Lambda::Function"}}
    for number, principal in enumerate(principals):
        said = {
            "FunctionName": {"Ref": "Report"},
            "Action": "lambda:InvokeFunction",
            "Principal": principal,
        }
        resources[f"P{number}"] = {"Type": "AWS::Lambda::Permission", "Properties": said}
    return resources


def test_two_services_are_two_kinds_of_events(judge: Judge) -> None:
    [finding] = judge(rule, scene("sns.amazonaws.com", "events.amazonaws.com"))

    assert finding.message == "function must have one kind of caller, got 2: events, sns"
    assert finding.fix == "split it into a function per service"
    assert finding.resource.logical_id == "Report"


@pytest.mark.parametrize(
    "principals",
    [
        pytest.param((), id="nobody"),
        pytest.param(("sns.amazonaws.com", "sns.amazonaws.com"), id="two topics"),
        pytest.param(("sns.amazonaws.com", "123456789012"), id="a service and an account"),
        pytest.param(("sns.amazonaws.com", UNKNOWN), id="one unknown"),
        pytest.param(
            ("logs.amazonaws.com", "logs.eu-west-1.amazonaws.com"), id="one service, two names"
        ),
    ],
)
def test_silent(judge: Judge, principals: tuple[Any, ...]) -> None:
    assert judge(rule, scene(*principals)) == []
