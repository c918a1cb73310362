from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.queue_concurrency_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def mapping(maximum: Any) -> dict[str, Any]:
    properties = {"FunctionName": "bill", "ScalingConfig": {"MaximumConcurrency": maximum}}
    return {"Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": properties}}


@pytest.mark.parametrize(
    ("maximum", "fix"),
    [
        (1, "set ScalingConfig.MaximumConcurrency to 2 or more"),
        (1001, "set ScalingConfig.MaximumConcurrency to 1000 or less"),
    ],
)
def test_a_maximum_has_bounds_of_its_own(judge: Judge, maximum: int, fix: str) -> None:
    [finding] = judge(rule, mapping(maximum))

    assert finding.message == f"maximum concurrency must be 2 to 1000, got {maximum}"
    assert finding.fix == fix
    assert finding.at == "ScalingConfig.MaximumConcurrency"


@pytest.mark.parametrize("maximum", [2, 1000, {"Ref": "Unknown"}, {"Ref": "AWS::NoValue"}])
def test_silent(judge: Judge, maximum: Any) -> None:
    assert judge(rule, mapping(maximum)) == []
