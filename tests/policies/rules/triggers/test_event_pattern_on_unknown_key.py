from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.event_pattern_on_unknown_key import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(pattern: Any) -> dict[str, Any]:
    return {"Paid": {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": pattern}}}


@pytest.mark.parametrize(
    ("key", "fix"),
    [
        ("detailType", "write detail-type instead of detailType"),
        ("sources", "write source instead of sources"),
        ("orderId", "write orderId below detail"),
    ],
)
def test_a_field_that_no_event_has(judge: Judge, key: str, fix: str) -> None:
    [finding] = judge(rule, scene({"source": ["shop"], key: ["paid"]}))

    assert finding.message == (
        f"fields of an event pattern must be those that events have, got {key!r}"
    )
    assert finding.fix == fix
    assert finding.at == "EventPattern"


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param({"detail-type": ["paid"], "detail": {"orderId": ["1"]}}, id="fields of all"),
        pytest.param({"$or": [{"source": ["a"]}, {"account": ["b"]}]}, id="alternatives"),
        pytest.param({"replay-name": [{"exists": False}]}, id="no replay"),
        pytest.param({"orderId": [{"exists": False}]}, id="absent as it must be"),
        pytest.param(UNKNOWN, id="unknown"),
    ],
)
def test_silent(judge: Judge, pattern: Any) -> None:
    assert judge(rule, scene(pattern)) == []
