from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.tracing_off import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Bill": {"Type": "AWS::Lambda::Function", "Properties": properties}}


@pytest.mark.parametrize(
    ("properties", "seen"),
    [
        ({}, "PassThrough (the default)"),
        ({"TracingConfig": {"Mode": "PassThrough"}}, "PassThrough"),
        ({"TracingConfig": {}}, "PassThrough (the default)"),
    ],
)
def test_a_function_that_takes_no_traces_is_found(
    judge: Judge, properties: dict[str, Any], seen: str
) -> None:
    [finding] = judge(rule, function(**properties))

    assert finding.message == f"tracing must be Active, got {seen}"
    assert finding.fix == "set Mode of TracingConfig to Active"
    assert finding.at == "TracingConfig.Mode"


@pytest.mark.parametrize(
    "tracing", [{"Mode": "Active"}, {"Mode": {"Ref": "Unknown"}}, {"Ref": "Unknown"}]
)
def test_silent(judge: Judge, tracing: Any) -> None:
    assert judge(rule, function(TracingConfig=tracing)) == []
