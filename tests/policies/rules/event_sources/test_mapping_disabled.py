from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.mapping_disabled import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_what_does_not_poll_is_told(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "sqs", Enabled="false")

    assert finding.message == (
        "a mapping should be enabled, got Enabled set to false: its records wait until they expire"
    )
    assert finding.fix == "set Enabled to true, or remove the mapping"
    assert finding.at == "Enabled"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("sqs", {}, id="absent"),
        pytest.param("sqs", {"Enabled": True}, id="enabled"),
        pytest.param("sqs", {"Enabled": UNKNOWN}, id="known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
