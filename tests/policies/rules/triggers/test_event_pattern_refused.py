from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.event_pattern_refused import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(pattern: Any) -> dict[str, Any]:
    return {"Paid": {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": pattern}}}


@pytest.mark.parametrize(
    ("pattern", "message", "fix"),
    [
        (
            {"source": "shop"},
            'event pattern, source: must be an object or an array, got "shop"',
            'write ["shop"]',
        ),
        (
            {"source": [{"begins": "shop"}]},
            'event pattern, source[0]: "begins" is no operator',
            (
                "use one of prefix, suffix, equals-ignore-case, anything-but, numeric, exists, "
                "wildcard, cidr, exactly"
            ),
        ),
        (
            {"detail": {"state": []}},
            "event pattern, detail.state: an array must have a value",
            "drop the key",
        ),
        ({}, "event pattern: an object must have a key", 'write {"key": ["value"]}'),
        (
            '{"source": "shop"}',
            'event pattern, source: must be an object or an array, got "shop"',
            'write ["shop"]',
        ),
    ],
)
def test_what_eventbridge_refuses_is_told(
    judge: Judge, pattern: Any, message: str, fix: str
) -> None:
    [finding] = judge(rule, scene(pattern))

    assert finding.message == message
    assert finding.fix == fix
    assert finding.at == "EventPattern"


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param({"source": ["shop"]}, id="a value"),
        pytest.param(
            {"source": [{"wildcard": "shop.*"}], "detail": {"n": [{"numeric": [">", 5]}]}},
            id="what an event bus knows beyond a mapping",
        ),
        pytest.param({"source": [UNKNOWN]}, id="a value unknown"),
        pytest.param({"source": UNKNOWN}, id="a list unknown"),
        pytest.param({"detail": {"n": [{"numeric": [">", UNKNOWN]}]}}, id="a number unknown"),
        pytest.param({"Fn::Transform": {"Name": "AWS::Include"}}, id="a macro"),
        pytest.param(UNKNOWN, id="unknown"),
        pytest.param(None, id="none"),
    ],
)
def test_silent(judge: Judge, pattern: Any) -> None:
    assert judge(rule, scene(pattern)) == []
