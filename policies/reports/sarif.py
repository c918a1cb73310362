"""The report as SARIF 2.1.0: what code scanning of GitHub and of others reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from policies import __version__
from policies.engine import NAMESPACE, Severity
from policies.reports.place import Place, in_template, named, place
from policies.reports.plain import harmless_json, plain
from policies.rules import rule_ids, rule_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policies.engine import Rule
    from policies.gate.acknowledgement import Acknowledgement
    from policies.gate.report import Report
    from policies.gate.verdict import Verdict

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT: Final = "keelIdentity/v1"


def render(report: Report) -> str:
    """One run with every finding, the accepted ones as suppressed.

    See: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    rules = sorted({verdict.rule for verdict in report.verdicts})
    run = {
        "tool": {
            "driver": {
                "name": NAMESPACE,
                "fullName": "Lambda Keel",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [
                    _rule(rule_named(rule)) if rule in rule_ids() else {"id": rule}
                    for rule in rules
                ],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.errors,
                "toolExecutionNotifications": [
                    {"level": "error", "message": _message(error)} for error in report.errors
                ],
                "toolConfigurationNotifications": [*_notes(report)],
            }
        ],
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "the working directory"}}},
        "columnKind": "utf16CodeUnits",
        "results": [_result(verdict, rules.index(verdict.rule)) for verdict in report.verdicts],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return harmless_json(json.dumps(log, indent=2)) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "helpUri": rule.source,
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"effect": rule.effect.value, "tags": [rule.effect.value]},
    }


def _result(verdict: Verdict, index: int) -> dict[str, Any]:
    logical = {"name": plain(named(verdict)), "kind": "resource"}
    if verdict.construct_path:
        logical["fullyQualifiedName"] = plain(verdict.construct_path)
    result: dict[str, Any] = {
        "ruleId": verdict.rule,
        "ruleIndex": index,
        "level": verdict.severity.value,
        "message": _message(f"{verdict.message}; {verdict.fix}"),
        "locations": [{**_physical(place(verdict)), "logicalLocations": [logical]}],
        "partialFingerprints": {_FINGERPRINT: "|".join(verdict.identity)},
        "baselineState": "unchanged" if verdict.is_known else "new",
    }
    if verdict.source:
        result["relatedLocations"] = [
            {**_physical(in_template(verdict)), "message": {"text": "in the template"}}
        ]
    if verdict.acknowledged:
        result["suppressions"] = [_suppression(verdict.acknowledged)]
    return result


def _suppression(said: Acknowledgement) -> dict[str, Any]:
    facts = {"at": said.at, "owner": said.owner, "expires": said.expires, "written": said.written}
    return {
        "kind": "external" if said.written else "inSource",
        "status": "accepted",
        "justification": plain(said.reason),
        "properties": {key: plain(value) for key, value in facts.items() if value},
    }


def _message(text: str) -> dict[str, str]:
    """A message whose text is no link: viewers make one of `[text](address)` (SARIF, 3.11.6)."""
    return {"text": plain(text).replace("](", "] (")}


def _physical(where: Place) -> dict[str, Any]:
    artifact = {"uri": quote(where.file, safe="/", errors="replace")}
    if not where.file.startswith("/"):
        artifact["uriBaseId"] = "SRCROOT"
    region = {"startLine": max(where.line, 1)}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _notes(report: Report) -> Iterable[dict[str, Any]]:
    for level, kind, entries in (
        (Severity.WARNING.value, "expired", report.expired),
        ("note", "unused", report.unused),
    ):
        for said in entries:
            text = f"{kind} acknowledgement of {said.rule} at {said.at}: {said.reason}"
            yield {"level": level, "message": _message(text)}
