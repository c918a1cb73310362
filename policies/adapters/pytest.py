"""Keel in tests: the fixture `keel_check`, for stacks, apps, assemblies and templates.

pytest imports this module at every start, whether a test asks for the fixture or not: the gate is
imported by the first check.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.gate.config import Config
    from policies.gate.report import Report


class KeelCheck(Protocol):
    """Judges a subject, and fails the test with the report when it is not safe."""

    def __call__(
        self,
        subject: object,
        *,
        profile: str | None = None,
        config: Config | None = None,
    ) -> Report:
        """Judge a subject.

        Args:
            subject: A CDK stack, stage or app, an `assertions.Template`, a template as a mapping,
                or the path of a cdk.out or template.
            profile: "default" or "strict"; what the configuration says by default.
            config: How to judge; what keel.toml or pyproject.toml says by default.
        """
        ...


@pytest.fixture
def keel_check(tmp_path: Path) -> KeelCheck:
    """A check that a stack, app or template is safe to release."""

    def judged(
        subject: object, *, profile: str | None = None, config: Config | None = None
    ) -> Report:
        __tracebackhide__ = True
        from policies.gate.config import Profile
        from policies.reports.text import render

        config = config or _configured()
        if profile is not None:
            config = config._replace(profile=Profile(profile))
        report = _of_subject(subject, config, tmp_path)
        if report.exit_code:
            told = "".join(f"{error}\n" for error in report.errors)
            pytest.fail(f"{told}{render(report)}".rstrip("\n"), pytrace=False)
        return report

    return judged


def _configured() -> Config:
    from policies.gate.config_file import config_in
    from policies.rules import rule_ids

    return config_in(Path.cwd(), rule_ids())


def _of_subject(subject: object, config: Config, folder: Path) -> Report:
    from policies.gate.check import check

    if isinstance(subject, str | Path):
        return check(subject, config)
    if isinstance(subject, dict):
        return check(_written(subject, folder), config)
    to_json = getattr(subject, "to_json", None)
    if callable(to_json):  # aws_cdk.assertions.Template
        return check(_written(to_json(), folder), config)
    return _of_construct(subject, config)


def _written(template: Mapping[str, Any], folder: Path) -> Path:
    path = folder / "template.json"
    path.write_text(json.dumps(template, indent=1), encoding="utf-8")
    return path


def _of_construct(subject: object, config: Config) -> Report:
    """Judge the assembly of a stack, stage or app, and tell what is below the subject."""
    if not hasattr(subject, "node"):
        kind = type(subject).__name__
        raise TypeError(f"keel_check takes a stack, app, template or path, got {kind}")
    from aws_cdk import Stage

    from policies.gate.check import check

    # Of an app itself CDK says that it belongs to none.
    stage = subject if isinstance(subject, Stage) else Stage.of(subject)  # type: ignore[arg-type]  # it has a node
    if stage is None:
        raise TypeError("keel_check needs a stack that belongs to an App")
    refusal = None
    try:
        directory = stage.synth().directory
    except RuntimeError as failure:
        # A GuardedApp refuses at its synth what is judged here; its assembly is written before.
        if not str(failure).startswith("ValidationFailed"):
            raise
        refusal, directory = failure, stage.outdir
    report = check(directory, config)
    if refusal is not None and not report.exit_code:
        raise refusal  # another plugin's verdict
    above: str = subject.node.path
    if not above:
        return report
    found = [
        verdict
        for verdict in report.verdicts
        if verdict.construct_path is None or f"{verdict.construct_path}/".startswith(f"{above}/")
    ]
    return report._replace(verdicts=found)
