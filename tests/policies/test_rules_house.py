"""What holds for every rule; each test names the rule it judges."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policies import rules
from policies.domain.runtimes import runtimes
from policies.engine import Effect, Rule, run
from policies.gate.config import Config
from policies.rules import catalogue
from policies.template.document import parse_document
from policies.template.environment import Environment
from policies.template.package import Package
from policies.template.template import Template

if TYPE_CHECKING:
    from policies.engine import Finding

ROOT = Path(__file__).parent.parent.parent
EVERY_RULE = [pytest.param(rule, id=rule.id) for rule in catalogue().values()]
# Advice would fire on most examples: they are as short as their own point allows.
DEFAULT_PROFILE = Config().selected(catalogue().values())
EXAMPLE = re.compile(r"^(Avoid|Prefer):\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# `# 1f0c.zip holds app.py`, with ` of 263000000 bytes` where that is the point.
PACKAGED = re.compile(r"^# (\S+) holds (\S+)(?: of (\d+) bytes)?$", re.MULTILINE)


def module(rule: Rule) -> Path:
    return ROOT.joinpath(*rule.module.split(".")).with_suffix(".py")


class Told:
    """The packages that the comments of an example tell of."""

    def __init__(self, example: str) -> None:
        self.files: dict[str, dict[str, int]] = {}
        for key, file, size in PACKAGED.findall(example):
            self.files.setdefault(key, {})[file] = int(size or 0)

    def get(self, key: str) -> Package | None:
        package = Package(Path(key))
        package._bytes, package._is_whole = self.files.get(key), True
        return package if package._bytes else None


def judged(example: str, *by: Rule) -> list[tuple[Rule, Finding]]:
    # The day of our data: what is deprecated on a page must not depend on the day of the test.
    environment = Environment(today=runtimes().as_of)
    template = Template(parse_document(Path("example.yaml"), example), environment)
    template.packages = Told(example)
    result = run([template.environment], by)
    assert result.crashes == []
    return result.findings


def examples(rule: Rule, kind: str) -> list[str]:
    return [text for found, text in EXAMPLE.findall(rule.page) if found == kind]


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_the_file_is_named_after_the_rule(rule: Rule) -> None:
    assert module(rule).stem == rule.id.replace("-", "_")


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_the_rule_has_a_twin_test(rule: Rule) -> None:
    own = module(rule).relative_to(ROOT)

    assert (ROOT / "tests" / own.with_name(f"test_{own.name}")).is_file()


def test_no_twin_test_is_left_without_its_rule() -> None:
    twins = {path.stem for path in (ROOT / "tests/policies/rules").glob("*/test_*.py")}

    assert twins == {f"test_{module(rule).stem}" for rule in catalogue().values()}


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_the_page_starts_with_one_sentence_and_says_why(rule: Rule) -> None:
    summary, blank, why, *_ = rule.page.split("\n")

    assert re.fullmatch(r"[A-Z][^.]*\.", summary), summary
    assert blank == ""
    assert why


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_what_the_page_says_to_avoid_is_found(rule: Rule) -> None:
    avoided = examples(rule, "Avoid")

    assert avoided
    for example in avoided:
        assert {found.id for found, _ in judged(example, rule, *DEFAULT_PROFILE)} == {rule.id}


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_what_the_page_prefers_is_silent_in_the_default_profile(rule: Rule) -> None:
    preferred = examples(rule, "Prefer")

    assert preferred
    for example in preferred:
        assert judged(example, rule, *DEFAULT_PROFILE) == []


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_a_finding_states_a_fact_and_its_fix_is_an_imperative(rule: Rule) -> None:
    for example in examples(rule, "Avoid"):
        for _, finding in judged(example, rule):
            for text in (finding.message, finding.fix):
                assert text[:1].islower(), text
                assert not text.endswith("."), text
                assert "\n" not in text


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_the_source_is_a_page_of_aws(rule: Rule) -> None:
    assert re.match(r"https://(docs\.)?aws\.amazon\.com/\S+$", rule.source)


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_what_it_supersedes_is_named_with_its_tool(rule: Rule) -> None:
    for superseded in rule.supersedes:
        assert re.fullmatch(r"[\w-]+::[\w-]+", superseded)


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_advice_is_never_an_error(rule: Rule) -> None:
    if rule.effect is Effect.ADVICE:
        assert rule.severity.value == "warning"


@pytest.mark.parametrize("rule", EVERY_RULE)
def test_no_number_of_the_platform_stands_in_the_rule(rule: Rule) -> None:
    tree = ast.parse(module(rule).read_text(encoding="utf-8"))
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    numbers = [value for value in constants if type(value) in (int, float)]

    assert [number for number in numbers if number not in (0, 1)] == []


def test_every_module_of_the_catalogue_is_found() -> None:
    folder = Path(rules.__file__).parent
    modules = [path.stem for path in folder.glob("*/*.py") if path.stem != "__init__"]

    assert sorted(rule.id.replace("-", "_") for rule in catalogue().values()) == sorted(modules)
