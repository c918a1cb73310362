from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_on_qualified_function_name import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        pytest.param({"Fn::GetAtt": ["Bill", "Arn"]}, "an ARN", id="the ARN"),
        pytest.param({"Ref": "Live"}, "an ARN", id="the alias"),
        pytest.param({"Ref": "V1"}, "an ARN", id="the version"),
        pytest.param("bill:3", "a name with a qualifier", id="a version by its number"),
        pytest.param({"Fn::Sub": "${Bill}:live"}, "a name with a qualifier", id="qualified"),
    ],
)
def test_what_is_no_plain_name_is_found(
    judge: Judge, with_alarm: WithAlarm, name: Any, seen: str
) -> None:
    [finding] = judge(rule, with_alarm(dimensions={"FunctionName": name}))

    assert finding.message == (f"dimension FunctionName must be the name of a function, got {seen}")
    assert finding.fix == "name the function itself: !Ref of the function"
    assert finding.at == "Dimensions"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="the function"),
        pytest.param({"dimensions": {"FunctionName": "bill"}}, id="its name"),
        pytest.param({"dimensions": {"FunctionName": {"Ref": "Unknown"}}}, id="unknown"),
        pytest.param(
            {"dimensions": {"FunctionName": {"Fn::Sub": "${Unknown}-bill"}}}, id="partly known"
        ),
        pytest.param(
            {"dimensions": {"FunctionName": "a:b"}, "Namespace": "Own"}, id="of somebody else"
        ),
        pytest.param({"dimensions": {"EventSourceMappingUUID": "a"}}, id="no function"),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
