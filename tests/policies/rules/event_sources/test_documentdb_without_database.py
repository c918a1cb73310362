from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.documentdb_without_database import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_a_collection_needs_its_database(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(
        rule, "documentdb", DocumentDBEventSourceConfig={"CollectionName": "orders"}
    )

    assert finding.message == ("a mapping of a DocumentDB cluster must name a database, got none")
    assert finding.fix == "set DocumentDBEventSourceConfig.DatabaseName"
    assert finding.at == ""


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param(
            "documentdb", {"DocumentDBEventSourceConfig": {"DatabaseName": "shop"}}, id="one"
        ),
        pytest.param(
            "documentdb", {"DocumentDBEventSourceConfig": UNKNOWN}, id="known at deployment only"
        ),
        pytest.param(
            "documentdb",
            {"DocumentDBEventSourceConfig": {"DatabaseName": UNKNOWN}},
            id="name known at deployment only",
        ),
        pytest.param("sqs", {}, id="a queue"),
        pytest.param("unknown", {}, id="source known at deployment only"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
