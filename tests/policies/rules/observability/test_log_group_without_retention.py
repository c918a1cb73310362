from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.log_group_without_retention import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def logs(name: Any = None, days: Any = None, **properties: Any) -> dict[str, Any]:
    given = {"LogGroupName": name, "RetentionInDays": days, **properties}
    kept = {key: value for key, value in given.items() if value is not None}
    return {"Type": "AWS::Logs::LogGroup", "Properties": kept}


def function(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::Lambda::Function", "Properties": properties}


def test_a_group_that_keeps_everything_is_found(judge: Judge) -> None:
    [finding] = judge(rule, {"Logs": logs("/aws/lambda/bill")})

    assert finding.message == (
        "log group must have a retention, got none: records are kept for ever"
    )
    assert finding.fix == "set RetentionInDays, to 30 for one"
    assert finding.at == "RetentionInDays"


@pytest.mark.parametrize(
    "group",
    [
        pytest.param(logs(days=30), id="kept for a month"),
        pytest.param(logs(days={"Ref": "Unknown"}), id="unknown"),
        pytest.param(logs(LogGroupClass="DELIVERY"), id="of a class that is emptied"),
        pytest.param(function(), id="no group"),
    ],
)
def test_silent(judge: Judge, group: dict[str, Any]) -> None:
    assert judge(rule, {"Logs": group}) == []
