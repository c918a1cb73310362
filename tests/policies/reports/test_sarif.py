from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from policies.gate.report import Report
from policies.reports import sarif

if TYPE_CHECKING:
    from policies.gate.verdict import Verdict

# Of OASIS: sarif-2.1/schema of its repository, unchanged.
SCHEMA = Path(__file__).with_name("sarif-schema-2.1.0.json")


def run(report: Report) -> Any:
    [only] = json.loads(sarif.render(report))["runs"]
    return only


@pytest.mark.parametrize("name", ["full_report", "hostile_report"])
def test_it_is_sarif(name: str, request: pytest.FixtureRequest) -> None:
    written = json.loads(sarif.render(request.getfixturevalue(name)))

    jsonschema.validate(written, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_a_finding_stands_at_the_template_s_line(found: Verdict) -> None:
    [result] = run(Report([found], templates=1))["results"]

    assert result["ruleId"] == "timeout-out-of-range"
    assert result["level"] == "error"
    assert result["message"]["text"] == (
        "timeout must be 1 to 900 s, got 901 s; set Timeout to 900 s or less"
    )
    [location] = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "cdk.out/App.template.json", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 6},
    }
    assert location["logicalLocations"] == [
        {
            "name": "Report.Timeout",
            "kind": "resource",
            "fullyQualifiedName": "App/Report/Resource",
        }
    ]


def test_it_stands_at_the_code_where_that_is_known(full_report: Report) -> None:
    [first, *_] = run(full_report)["results"]
    place = first["locations"][0]["physicalLocation"]
    also = first["relatedLocations"][0]["physicalLocation"]

    assert place["artifactLocation"] == {"uri": "/app/stack.py"}
    assert place["region"] == {"startLine": 12}
    assert also["artifactLocation"]["uri"] == "cdk.out/App.template.json"


def test_it_is_the_same_finding_after_lines_moved(found: Verdict) -> None:
    [before] = run(Report([found]))["results"]
    [after] = run(Report([found._replace(line=400, message="another number")]))["results"]

    assert before["partialFingerprints"] == after["partialFingerprints"]


def test_what_is_accepted_is_suppressed_and_says_by_whom(full_report: Report) -> None:
    suppressed = [
        each["suppressions"] for each in run(full_report)["results"] if "suppressions" in each
    ]

    assert suppressed == [
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "moves to batch",
                "properties": {
                    "at": "App/Report",
                    "owner": "billing",
                    "expires": "2027-01-31",
                    "written": "keel.toml:3",
                },
            }
        ]
    ]


def test_what_the_baseline_holds_is_unchanged(full_report: Report) -> None:
    states = [each["baselineState"] for each in run(full_report)["results"]]

    assert states == ["new", "new", "new", "unchanged"]


def test_each_rule_brings_its_page(found: Verdict) -> None:
    [rule] = run(Report([found]))["tool"]["driver"]["rules"]

    assert rule["id"] == "timeout-out-of-range"
    assert "Avoid:" in rule["help"]["markdown"]


def test_what_could_not_be_read_makes_the_run_unsuccessful(full_report: Report) -> None:
    [invocation] = run(full_report)["invocations"]

    assert invocation["executionSuccessful"] is False
    [told] = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "cut.json:1: JSON ends before it is complete"
    assert len(invocation["toolConfigurationNotifications"]) == 2
