"""`keel filter check`: what is wrong with a pattern, criteria, or the filters of templates."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policies.cli.report_options import configured, outputs, write
from policies.cli.trouble import TroubleError
from policies.engine import Severity
from policies.gate.check import check
from policies.gate.exit_codes import CLEAN, FINDINGS
from policies.reports.counts import counted
from policies.reports.plain import plain
from policies.rules import catalogue
from policies.template.document import read_text
from policies.template.reading import read
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from policies.domain.filters import Finding

_FAMILY: Final = "policies.rules.event_filters."
# FilterCriteria that is no JSON, known by its first key: tutorials leave quotes escaped.
_CRITERIA: Final = r'\s*(\[|\{\s*\\?["\'](FilterCriteria|Filters|Pattern)\\?["\']\s*:)'


def run(options: argparse.Namespace) -> int:
    """Judge the target and give the exit code."""
    text = options.target
    if not _starts_like_json(text):
        if not os.path.exists(text):  # noqa: PTH110 - Path.exists raises on a name too long
            raise TroubleError(f"{_cut(text)}: no such file, and no pattern: that starts with {{")
        path = Path(text)
        pattern = _pattern_in(path)
        if pattern is None:
            return _check_templates(path, options)
        text = pattern
    return _check_text(text, options)


def _starts_like_json(text: str) -> bool:
    return text.lstrip().startswith(("{", "["))


def _cut(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def _pattern_in(path: Path) -> str | None:
    """The text of a file that holds a pattern or criteria, None for templates and folders."""
    if path.is_dir() or read([path]).templates:
        return None
    try:
        text = read_text(path)
    except UnreadableError as error:
        raise TroubleError(str(error)) from None
    # A template with a mistake in it is to be told as a template.
    is_template = '"Resources"' in text and _json_of(text) is None
    return text if _starts_like_json(text) and not is_template else None


def _check_templates(path: Path, options: argparse.Namespace) -> int:
    if options.source is not None:
        raise TroubleError("--source is for a pattern: templates say what their mappings poll")
    rules = [rule for rule in catalogue().values() if rule.module.startswith(_FAMILY)]
    return write(check([path], configured(options), rules), options)


def _check_text(text: str, options: argparse.Namespace) -> int:
    from policies.domain.filters import (  # noqa: PLC0415 - templates may have no filter at all
        analyse,
        analyse_criteria,
        lambda_profile,
    )

    config = configured(options)
    criteria, working = _criteria_in(text), None
    if criteria is not None:
        if options.source is None:
            raise TroubleError("a FilterCriteria needs --source, such as --source sqs")
        findings, working = analyse_criteria(criteria, options.source)
    else:
        findings = [*analyse(text, options.source), *lambda_profile([text])]
    [output, *more] = outputs(options)
    if more or output.file or output.format not in ("text", "json"):
        raise TroubleError("--format of a pattern is text or json, on standard output")
    if output.format == "json":
        found = {
            "schema": 1,
            "findings": [each._asdict() for each in findings],
            "working": working,
        }
        sys.stdout.write(json.dumps(found, indent=2) + "\n")
    else:
        sys.stdout.write(_explained(findings, working, options.source))
    failing = ["error"]
    if config.fail_on is Severity.WARNING:
        failing.append("warning")
    return FINDINGS if any(each.severity in failing for each in findings) else CLEAN


def _criteria_in(text: str) -> Any:
    """The criteria that the text is meant to be, None for a pattern."""
    data = _json_of(text)
    if data is None:
        return text if re.match(_CRITERIA, text, re.IGNORECASE) else None
    if isinstance(data, dict):
        data = data.get("FilterCriteria", data)
    is_pattern = isinstance(data, dict) and not any(
        key.lower() in {"filters", "pattern"} for key in data
    )
    return None if is_pattern else data


def _json_of(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _explained(findings: Sequence[Finding], working: str | None, source: str | None) -> str:
    lines = []
    for each in findings:
        subject = f"{each.path}: " if each.path else ""
        lines += [
            plain(f"{each.severity}: {subject}{each.reason}  [{each.kind}]"),
            plain(f"  fix  {each.fix}"),
            plain(f"  see  {each.evidence}"),
            "",
        ]
    if findings and working:
        lines += ["works:", plain(working), ""]
    lines.append(_verdict([each.severity for each in findings]))
    if source is None:
        lines.append("without --source the keys of the records are not judged")
    return "\n".join(lines) + "\n"


def _verdict(severities: Sequence[str]) -> str:
    counts = {kind: severities.count(kind) for kind in ("error", "warning")}
    told = [counted(number, kind) for kind, number in counts.items() if number]
    told += [f"{number} advice"] if (number := severities.count("advice")) else []
    return ", ".join(told) or "no findings"
