from __future__ import annotations

import json as stdlib_json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from policies.gate.report import Report
from policies.reports import json

if TYPE_CHECKING:
    from policies.gate.verdict import Verdict

SCHEMA = Path(__file__).parents[3] / "docs" / "report.schema.json"


@pytest.fixture(scope="module")
def schema() -> Any:
    loaded = stdlib_json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


@pytest.mark.parametrize("name", ["full_report", "hostile_report"])
def test_the_report_is_what_the_published_schema_says(
    name: str, schema: Any, request: pytest.FixtureRequest
) -> None:
    written = json.render(request.getfixturevalue(name))

    jsonschema.validate(stdlib_json.loads(written), schema)


def test_every_field_is_published(full_report: Report, schema: Any) -> None:
    document = json.document(full_report)

    assert set(document) == set(schema["properties"])
    assert set(document["findings"][0]) == set(schema["$defs"]["finding"]["properties"])
    assert set(document["summary"]) == set(schema["properties"]["summary"]["properties"])


def test_who_accepted_it_why_and_until_when(full_report: Report) -> None:
    [said] = [
        each["acknowledged"]
        for each in json.document(full_report)["findings"]
        if each["acknowledged"]
    ]

    assert said == {
        "rule": "timeout-out-of-range",
        "reason": "moves to batch",
        "at": "App/Report",
        "owner": "billing",
        "expires": "2027-01-31",
        "written": "keel.toml:3",
    }


def test_what_nobody_said_is_null(found: Verdict) -> None:
    [finding] = json.document(Report([found]))["findings"]

    assert (finding["source"], finding["acknowledged"]) == (None, None)
