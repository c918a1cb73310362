"""conformance.txt, executed: every line is a test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policies.domain.filters import PatternError, compile_pattern

TABLE = Path(__file__).with_name("conformance.txt")
LINES = [
    [part.strip() for part in line.split(" | ")]
    for line in TABLE.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
VERDICTS = [(*parts,) for parts in LINES if parts[0] in {"passes", "fails"}]
REFUSALS = [(pattern, error) for verdict, pattern, error in LINES if verdict == "refused"]


def test_every_line_is_a_case() -> None:
    assert len(LINES) == len(VERDICTS) + len(REFUSALS)
    assert len(LINES) > 200


@pytest.mark.parametrize(("verdict", "pattern", "event"), VERDICTS)
def test_verdict(verdict: str, pattern: str, event: str) -> None:
    assert (verdict == "passes") == compile_pattern(pattern).matches_json(event)


@pytest.mark.parametrize(("verdict", "pattern", "event"), VERDICTS)
def test_explanation_is_silent_exactly_where_the_event_passes(
    verdict: str, pattern: str, event: str
) -> None:
    del verdict
    parsed = json.loads(event)
    compiled = compile_pattern(pattern)

    assert compiled.matches(parsed) == (compiled.explain(parsed) is None)


@pytest.mark.parametrize(("pattern", "error"), REFUSALS)
def test_refusal(pattern: str, error: str) -> None:
    with pytest.raises(PatternError) as caught:
        compile_pattern(pattern)

    assert error == str(caught.value)


def test_a_pattern_shows_its_text() -> None:
    assert repr(compile_pattern('{"a": [1]}')) == "Pattern('{\"a\": [1]}')"
