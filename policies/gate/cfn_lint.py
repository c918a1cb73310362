"""cfn-lint's findings beside Keel's, in one report."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from policies.engine import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policies.template.template import Template

PEER: Final = "cfn-lint"
_SEVERITIES: Final = {"Error": Severity.ERROR, "Warning": Severity.WARNING}
# A command line has its limits; cfn-lint takes a second to start and half of one a template.
_TEMPLATES_A_RUN: Final = 200
# What the CDK itself writes and nobody can change; its own validation leaves them out as well:
# aws-cdk-lib 2.275, core/lib/validation/cloudformation-validate-plugin.
_OF_CDK: Final = frozenset({"W3005", "W1020", "E1018"})
_REGION: Final = "us-east-1"
# cfn-lint has no module to run; its script may be on no path.
_START: Final = "from cfnlint.runner import main; main()"


class PeerFinding(NamedTuple):
    """What cfn-lint says of a template, with the page that it names."""

    rule: str
    severity: Severity
    message: str
    see: str
    template: Template
    line: int
    logical_id: str
    property: str


class PeerError(Exception):
    """cfn-lint could not judge; the message says what to do."""


def peer_findings(templates: Iterable[Template]) -> list[PeerFinding]:
    """The errors and warnings of cfn-lint, each template judged for its region.

    Raises:
        PeerError: it is not installed, or ends without a result.
    """
    several = sorted(templates, key=lambda each: each.environment.region or _REGION)
    found: list[PeerFinding] = []
    for region, group in groupby(several, lambda each: each.environment.region or _REGION):
        members = [*group]
        for start in range(0, len(members), _TEMPLATES_A_RUN):
            found += _run(region, members[start : start + _TEMPLATES_A_RUN])
    return found


def _run(region: str, templates: Sequence[Template]) -> Iterator[PeerFinding]:
    by_path = {str(template.path): template for template in templates}
    matches = _matches(["--regions", region, "--", *by_path])
    of_cdk = {path for path, template in by_path.items() if _is_of_cdk(template)}
    for match in matches:
        severity = _SEVERITIES.get(match["Level"])
        template = by_path.get(match["Filename"])
        if match["Filename"] in of_cdk and match["Rule"]["Id"] in _OF_CDK:
            continue
        if severity is not None and template is not None:
            yield _finding(match, severity, template)


def _is_of_cdk(template: Template) -> bool:
    return any(each.construct_path is not None for each in template.resources.values())


def _matches(arguments: list[str]) -> list[dict[str, Any]]:
    command = [sys.executable, "-c", _START, "--format", "json", *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    try:
        matches = json.loads(ran.stdout)
    except ValueError:
        lines = ran.stderr.strip().splitlines() or [f"exit code {ran.returncode}"]
        hint = "; pip install 'lambda-keel[cfn-lint]'" if "No module" in lines[-1] else ""
        raise PeerError(f"{PEER} gave no result: {lines[-1]}{hint}") from None
    return [match for match in matches if isinstance(match, dict)]


def _finding(match: dict[str, Any], severity: Severity, template: Template) -> PeerFinding:
    path = [str(step) for step in match["Location"].get("Path") or ()]
    is_resource = path[:1] == ["Resources"]
    return PeerFinding(
        rule=f"{PEER}::{match['Rule']['Id']}",
        severity=severity,
        message=match["Message"],
        see=match["Rule"]["Source"],
        template=template,
        line=match["Location"]["Start"]["LineNumber"],
        logical_id=path[1] if is_resource and len(path) > 1 else "",
        property=".".join(path[3:]) if is_resource else ".".join(path),
    )
