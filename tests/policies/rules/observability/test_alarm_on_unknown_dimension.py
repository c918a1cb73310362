from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_on_unknown_dimension import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm


@pytest.mark.parametrize(
    ("dimensions", "seen"),
    [
        ({"FunctionName": "bill", "Alias": "live"}, "Alias, FunctionName"),
        ({"FunctionName": "bill", "ExecutedVersion": "3"}, "ExecutedVersion, FunctionName"),
        ({"Resource": "bill:live"}, "Resource"),
        ({"functionname": "bill"}, "functionname"),
    ],
)
def test_a_combination_without_data_is_found(
    judge: Judge, with_alarm: WithAlarm, dimensions: dict[str, str], seen: str
) -> None:
    [finding] = judge(rule, with_alarm(dimensions=dimensions))

    assert finding.message == (
        "dimensions of Errors must be (FunctionName) or (FunctionName, Resource) or "
        f"(ExecutedVersion, FunctionName, Resource), got ({seen})"
    )
    assert finding.fix == (
        "name exactly these dimensions, Resource with the function's name, a colon and the alias"
    )
    assert finding.at == "Dimensions"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="of a function"),
        pytest.param({"dimensions": {}}, id="of all functions"),
        pytest.param({"dimensions": {"FunctionName": "b", "Resource": "b:live"}}, id="of an alias"),
        pytest.param(
            {"dimensions": {"Resource": "b:live", "ExecutedVersion": "3", "FunctionName": "b"}},
            id="of a version behind an alias, in any order",
        ),
        pytest.param(
            {"dimensions": {"EventSourceMappingUUID": "1"}, "MetricName": "PolledEventCount"},
            id="of a mapping",
        ),
        pytest.param({"dimensions": {"Alias": "live"}, "Namespace": "Own"}, id="of somebody else"),
        pytest.param(
            {"Dimensions": [{"Name": {"Ref": "Unknown"}, "Value": "x"}]}, id="name unknown"
        ),
        pytest.param({"Dimensions": {"Ref": "Unknown"}}, id="unknown"),
        pytest.param(
            {"MetricName": {"Ref": "Unknown"}, "dimensions": {"Alias": "live"}}, id="metric unknown"
        ),
    ],
)
def test_silent(judge: Judge, with_alarm: WithAlarm, given: dict[str, Any]) -> None:
    assert judge(rule, with_alarm(**given)) == []
