from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.reserved_concurrency_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(reserved: Any) -> dict[str, Any]:
    properties = {"ReservedConcurrentExecutions": reserved}
    return {"Ingest": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_minus_one_does_not_mean_unreserved(judge: Judge) -> None:
    [finding] = judge(rule, function(-1))

    assert finding.message == "reserved concurrency must be at least 0, got -1"
    assert finding.fix == (
        "drop ReservedConcurrentExecutions to reserve nothing, or set it to 1 or more"
    )
    assert finding.at == "ReservedConcurrentExecutions"


@pytest.mark.parametrize("reserved", [0, 1, {"Ref": "AWS::NoValue"}, {"Ref": "Unknown"}, "many"])
def test_silent(judge: Judge, reserved: Any) -> None:
    assert judge(rule, function(reserved)) == []
