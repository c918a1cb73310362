"""One report with everything a format has to show, and with names that try to steer it."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies.engine import Effect, Severity
from policies.gate.acknowledgement import Acknowledgement
from policies.gate.identity import Identity
from policies.gate.report import Report
from policies.gate.verdict import Verdict
from policies.template.source import SourceLine

OPEN = Verdict(
    rule="timeout-out-of-range",
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    message="timeout must be 1 to 900 s, got 901 s",
    fix="set Timeout to 900 s or less",
    template=Path("cdk.out/App.template.json"),
    line=6,
    logical_id="Report",
    resource_type="AWS::Lambda::Function",
    property="Timeout",
    construct_path="App/Report/Resource",
    identity=Identity("timeout-out-of-range", "App/Report/Resource", "Timeout"),
)
SAID = Acknowledgement(
    "timeout-out-of-range", "moves to batch", "App/Report", "keel.toml:3", "billing", "2027-01-31"
)
HOSTILE = "\x1b[31m</failure>\n::error::<script>|`*[x](y)%0A\x00\ud800]]>&\u202e"


@pytest.fixture
def found() -> Verdict:
    """An open finding of a template."""
    return OPEN


@pytest.fixture
def full_report() -> Report:
    """Open, accepted and known findings, notes and an error."""
    return Report(
        verdicts=[
            OPEN._replace(source=SourceLine("/app/stack.py", 12)),
            OPEN._replace(severity=Severity.WARNING, logical_id="Other"),
            OPEN._replace(acknowledged=SAID),
            OPEN._replace(is_known=True),
        ],
        errors=["cut.json:1: JSON ends before it is complete"],
        templates=2,
        expired=[SAID._replace(at="App/Old", expires="2026-01-31")],
        unused=[SAID._replace(at="App/Gone")],
    )


@pytest.fixture
def hostile_report() -> Report:
    """A report whose every text comes from somebody who wants to be read as markup."""
    said = Acknowledgement("timeout-out-of-range", HOSTILE, HOSTILE, f"{HOSTILE}:3", HOSTILE)
    bad = OPEN._replace(
        message=HOSTILE,
        fix=HOSTILE,
        template=Path(HOSTILE.replace("\x00", "")),
        logical_id=HOSTILE,
        property=HOSTILE,
        construct_path=HOSTILE,
        identity=Identity("timeout-out-of-range", HOSTILE, HOSTILE),
    )
    return Report(
        verdicts=[bad, bad._replace(acknowledged=said)],
        errors=[HOSTILE],
        templates=1,
        expired=[said],
        unused=[said],
    )
