from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.log_retention_invalid import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def logs(name: Any = None, days: Any = None, **properties: Any) -> dict[str, Any]:
    given = {"LogGroupName": name, "RetentionInDays": days, **properties}
    kept = {key: value for key, value in given.items() if value is not None}
    return {"Type": "AWS::Logs::LogGroup", "Properties": kept}


def function(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::Lambda::Function", "Properties": properties}


@pytest.mark.parametrize(
    ("days", "longer"), [(45, 60), (31, 60), (0, 1), ("2", 3), (3654, 3653), (9999, 3653)]
)
def test_a_number_that_is_not_on_the_list_is_found(judge: Judge, days: Any, longer: int) -> None:
    [finding] = judge(rule, {"Logs": logs(days=days)})

    assert finding.message == (
        "retention must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, "
        f"1096, 1827, 2192, 2557, 2922, 3288, 3653 days, got {days}"
    )
    assert finding.fix == f"set RetentionInDays to {longer}"
    assert finding.at == "RetentionInDays"


@pytest.mark.parametrize("days", [1, "30", 3653, None, {"Ref": "Unknown"}])
def test_silent(judge: Judge, days: Any) -> None:
    assert judge(rule, {"Logs": logs(days=days), "Bill": function()}) == []
