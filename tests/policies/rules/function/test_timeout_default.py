from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.timeout_default import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_default_is_pointed_out(judge: Judge) -> None:
    [finding] = judge(rule, function())

    assert finding.message == "timeout should be the longest the caller waits, got the default 3 s"
    assert finding.fix == "set Timeout"
    assert finding.at == "Timeout"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Timeout": {"Ref": "AWS::NoValue"}},
            ("timeout should be the longest the caller waits, got the default 3 s"),
            id="taken away",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"Timeout": 30}, id="set"),
        pytest.param({"Timeout": 3}, id="the default, written down"),
        pytest.param({"Timeout": {"Ref": "Unknown"}}, id="known at deployment only"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
