from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.event_pattern_above_quota import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(pattern: Any) -> dict[str, Any]:
    return {"Orders": {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": pattern}}}


def of_length(characters: int) -> dict[str, Any]:
    return {"source": ["x" * (characters - len('{"source":[""]}'))]}


def test_a_long_pattern_needs_another_quota(judge: Judge) -> None:
    [finding] = judge(rule, scene(of_length(2049)))

    assert finding.message == (
        "event pattern must be at most 2048 characters by default (4096 at most), got 2049"
    )
    assert finding.fix == "match by prefix, wildcard or numeric range instead of lists of values"
    assert finding.at == "EventPattern"


def test_a_pattern_may_be_written_as_text(judge: Judge) -> None:
    assert len(judge(rule, scene("x" * 2049))) == 1


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(of_length(2048), id="just as long"),
        pytest.param({**of_length(2000), "detail": UNKNOWN}, id="unknown parts count as nothing"),
        pytest.param(UNKNOWN, id="unknown"),
        pytest.param(None, id="none"),
    ],
)
def test_silent(judge: Judge, pattern: Any) -> None:
    assert judge(rule, scene(pattern)) == []
