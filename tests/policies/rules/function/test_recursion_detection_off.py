from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.recursion_detection_off import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_an_endless_loop_is_not_stopped(judge: Judge) -> None:
    [finding] = judge(rule, function(RecursiveLoop="Allow"))

    assert finding.message == "recursive loops must be stopped, got RecursiveLoop Allow"
    assert finding.fix == "drop RecursiveLoop, which is Terminate then"
    assert finding.at == "RecursiveLoop"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"RecursiveLoop": "Terminate"}, id="stopped"),
        pytest.param({"RecursiveLoop": "ALLOW"}, id="spelled wrong, which another rule tells"),
        pytest.param({"RecursiveLoop": {"Ref": "Unknown"}}, id="known at deployment only"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
