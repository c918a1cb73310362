"""Golden templates, and what the tests of the constructs and of the apps share.

A golden template is what was synthesized and reviewed, kept under snapshots/. It notices; it does
not explain. Every behaviour that a snapshot shows has an assertion of its own somewhere, and a
snapshot holds one small scene that a reviewer reads whole.
"""

# The CDK and cfn-lint are imported where they are used: tests of the policies do not pay for them.
# ruff: noqa: PLC0415

from __future__ import annotations

import difflib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_cdk import App
    from aws_cdk.assertions import Template

# Users get the fixture from the entry point; here it is loaded after coverage has started.
pytest_plugins = ("policies.adapters.pytest",)

# `make setup` has built what the apps depend on; no test goes to an index for it.
os.environ.setdefault("KEEL_CACHE_DIR", str(Path(__file__).parents[1] / ".cache" / "keel"))
os.environ.setdefault("UV_OFFLINE", "1")

CDK_JSON = Path(__file__).parent.with_name("cdk.json")
SNAPSHOTS = Path(__file__).parent.with_name("snapshots")

# What changes without a change in meaning: the digest of an asset, and the digest by which the CDK
# tells one published version from the next, which contains the asset's.
_CHURN = {
    re.compile(r"\b[0-9a-f]{64}\b"): "<asset>",
    re.compile(r"(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}\b"): r"\1<version>",
}
# The same in every template of the CDK, and about its bootstrap only.
_BOOTSTRAP = {"Parameters": "BootstrapVersion", "Rules": "CheckBootstrapVersion"}


class GoldenTemplate(Protocol):
    """Compares a synthesized template with `snapshots/<path>`."""

    def __call__(self, path: str, template: Mapping[str, Any]) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite the golden templates that differ, for review in git diff",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "golden: compares with a snapshot (make accept)")
    if config.getoption("--accept") and os.environ.get("CI", "").lower() in {"true", "1"}:
        raise pytest.UsageError("--accept does not run in CI: a person reviews what is accepted")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "golden_template" in getattr(item, "fixturenames", ()):
            item.add_marker("golden")


@pytest.fixture
def golden_template(request: pytest.FixtureRequest) -> GoldenTemplate:
    """A check that fails with the diff and the command to accept it, or accepts it itself."""
    accept = request.config.getoption("--accept")

    def check(path: str, template: Mapping[str, Any]) -> None:
        golden = SNAPSHOTS / path
        actual = _text(template)
        expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
        if actual == expected:
            return
        if accept:
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(actual, encoding="utf-8")
            return
        diff = difflib.unified_diff(
            expected.splitlines(), actual.splitlines(), f"snapshots/{path}", "synthesized", n=3
        )
        lines = "\n".join(line.rstrip("\n") for line in diff)
        pytest.fail(f"{lines}\n\nif the change is meant: make accept", pytrace=False)

    return check


def _text(template: Mapping[str, Any]) -> str:
    sections = {
        section: {k: v for k, v in content.items() if k != _BOOTSTRAP.get(section)}
        if isinstance(content, dict)
        else content
        for section, content in template.items()
    }
    text = json.dumps({k: v for k, v in sections.items() if v}, indent=2, sort_keys=True) + "\n"
    for churn, stand_in in _CHURN.items():
        text = churn.sub(stand_in, text)
    return text


@pytest.fixture
def app() -> App:
    """An app with the flags of cdk.json, without CDK's own validation: it costs three seconds."""
    from aws_cdk import App

    flags = json.loads(CDK_JSON.read_text(encoding="utf-8"))["context"]
    return App(builtin_cloud_formation_validation=False, context=flags)


@pytest.fixture
def cfn_lint() -> Callable[[Template], list[str]]:
    """The errors and warnings of cfn-lint on a template, without its advice."""
    from cfnlint.api import lint_all

    # The CDK itself makes every function depend on the role that it refers to anyway.
    not_ours = {"W3005"}
    # A template of no region is judged for all of them, also those that lack what it uses.
    of_regions = re.compile(r"not supported in \[|does not exist in '")

    def findings(template: Template) -> list[str]:
        return [
            f"{match.rule.id} {match.message}"
            for match in lint_all(json.dumps(template.to_json()))
            if match.rule.id[0] in "EW"
            and match.rule.id not in not_ours
            and not of_regions.search(match.message)
        ]

    return findings
