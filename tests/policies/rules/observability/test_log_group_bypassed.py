from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.log_group_bypassed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def logs(name: Any = None, days: Any = None, **properties: Any) -> dict[str, Any]:
    given = {"LogGroupName": name, "RetentionInDays": days, **properties}
    kept = {key: value for key, value in given.items() if value is not None}
    return {"Type": "AWS::Logs::LogGroup", "Properties": kept}


def function(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::Lambda::Function", "Properties": properties}


ELSEWHERE = {"LoggingConfig": {"LogGroup": {"Ref": "All"}}}
DEFAULT = {"Fn::Sub": "/aws/lambda/${Bill}"}


def test_a_group_past_which_the_function_writes_is_found(judge: Judge) -> None:
    resources = {"Bill": function(**ELSEWHERE), "All": logs(), "Logs": logs(DEFAULT)}
    [finding] = judge(rule, resources)

    assert finding.message == (
        "log group must be the one that Bill writes to, All, got its default name"
    )
    assert finding.fix == "remove the group, or name it in the LoggingConfig of Bill"
    assert finding.at == "LogGroupName"
    assert finding.resource.logical_id == "Logs"


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        pytest.param({}, DEFAULT, id="the default"),
        pytest.param({"LoggingConfig": {"LogGroup": {"Ref": "Logs"}}}, DEFAULT, id="configured"),
        pytest.param({"LoggingConfig": {"LogFormat": "JSON"}}, DEFAULT, id="no group configured"),
        pytest.param({"LoggingConfig": {"LogGroup": {"Ref": "Unknown"}}}, DEFAULT, id="unknown"),
        pytest.param({"LoggingConfig": {"LogGroup": "elsewhere"}}, DEFAULT, id="elsewhere"),
        pytest.param(ELSEWHERE, "/own", id="a name of its own"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any], name: Any) -> None:
    resources = {"Bill": function(**properties), "All": logs(), "Logs": logs(name)}

    assert judge(rule, resources) == []


def test_another_function_may_write_to_it(judge: Judge) -> None:
    ship = function(LoggingConfig={"LogGroup": {"Ref": "Logs"}})
    resources = {"Bill": function(**ELSEWHERE), "All": logs(), "Logs": logs(DEFAULT), "Ship": ship}

    assert judge(rule, resources) == []
