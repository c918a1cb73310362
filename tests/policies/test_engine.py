from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.limits import FUNCTION_TIMEOUT
from policies.engine import Effect, Finding, Rule, Severity, out_of_bounds, rule, run
from policies.rules.function import timeout_out_of_range
from policies.template import intrinsics
from policies.template.document import parse_document
from policies.template.environment import Environment
from policies.template.resources.function import Function
from policies.template.template import Template
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.resource import Resource

FUNCTIONS: dict[str, Any] = {
    "One": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 1, "A.B": {"C": 1}}},
    "Two": {"Type": "AWS::Lambda::Function"},
}


def template(path: str, environment: Environment | None = None) -> Template:
    text = json.dumps({"Resources": FUNCTIONS}, indent=1)
    return Template(parse_document(Path(path), text), environment)


def rule_of(check: Any, on: Any = Function) -> Rule:
    decorate = rule(
        "smell",
        on=on,
        severity=Severity.ERROR,
        effect=Effect.FAILS_DEPLOY,
        source="https://docs.aws.amazon.com/",
    )
    return decorate(check)


@rule_of
def every_function(function: Function) -> Iterator[Finding]:
    """Finds each function."""
    yield Finding(function, f"found {function.logical_id}", "remove it")


@rule_of
def breaks(function: Function) -> Iterator[Finding]:
    """Finds nothing, loudly."""
    if function.logical_id == "One":
        raise KeyError("gone")
    yield Finding(function, "after the crash", "go on")


def messages(*rules: Rule, environments: list[Environment]) -> list[str]:
    return [finding.message for _, finding in run(environments, rules).findings]


def test_a_rule_judges_each_resource_of_its_kind() -> None:
    found = messages(every_function, environments=[template("t.json").environment])

    assert found == ["found One", "found Two"]


def test_a_rule_on_environments_judges_each_once() -> None:
    def count(environment: Environment) -> Iterator[Finding]:
        functions = environment.resources(Function)
        yield Finding(functions[0], f"{len(functions)} functions", "count again")

    shared = Environment()
    template("a.json", shared)
    template("b.json", shared)
    alone = template("c.json").environment

    found = messages(rule_of(count, Environment), environments=[shared, alone])

    assert found == ["4 functions", "2 functions"]


def test_a_rule_that_crashes_is_reported_and_the_others_go_on() -> None:
    environment = template("t.json").environment

    result = run([environment], [breaks, every_function])

    [crash] = result.crashes
    assert crash.rule is breaks
    assert crash.subject == "t.json: One"
    assert crash.problem == "KeyError: 'gone'"
    assert [finding.message for _, finding in result.findings] == [
        "found One",
        "after the crash",
        "found Two",
    ]


def test_a_crash_on_an_environment_names_the_environment() -> None:
    def crashes(environment: Environment) -> Iterator[Finding]:
        raise ValueError(environment.account)
        yield

    environment = Environment("123456789012", "eu-west-1")
    template("t.json", environment)

    [crash] = run([environment], [rule_of(crashes, Environment)]).crashes

    assert crash.subject == "123456789012/eu-west-1"
    assert crash.problem == "ValueError: 123456789012"


def test_findings_are_ordered_by_file_and_line_then_by_rule() -> None:
    environments = [template(name).environment for name in ("b.json", "a.json")]

    result = run(environments, [every_function, breaks])

    assert [
        (str(finding.resource.template.path), finding.message) for _, finding in result.findings
    ] == [
        ("a.json", "found One"),
        ("a.json", "found Two"),
        ("a.json", "after the crash"),
        ("b.json", "found One"),
        ("b.json", "found Two"),
        ("b.json", "after the crash"),
    ]


def test_a_template_that_asks_for_too_much_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intrinsics, "_MAXIMUM_EFFORT", 100)

    def asks(function: Function) -> Iterator[Finding]:
        value = function.template.intrinsics.resolve({"Fn::Sub": "x" * 40})
        yield Finding(function, type(value).__name__, "ask less")

    environments = [template(name).environment for name in ("a.json", "b.json")]
    asked, *_ = environments

    result = run(environments, [rule_of(asks)])
    assert [finding.message for _, finding in result.findings] == ["str", "Unresolved"] * 2
    assert list(map(str, result.exhausted)) == [
        f"{name}: not judged as a whole: its functions multiply; split it"
        for name in ("a.json", "b.json")
    ]
    assert run([template("c.json").environment], [every_function]).exhausted == []
    assert len(run([asked], [every_function]).exhausted) == 1


def test_the_line_of_a_finding_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str | int, ...]] = []
    look_up = Template.line_of

    def counted(template: Template, *path: str | int) -> int:
        asked.append(path)
        return look_up(template, *path)

    monkeypatch.setattr(Template, "line_of", counted)

    found = run([template("t.json").environment], [every_function]).findings

    assert [finding.line for _, finding in found] == [3, 12]
    assert asked == [("Resources", "One"), ("Resources", "Two")]


@pytest.mark.parametrize(
    ("at", "line"),
    [
        pytest.param("", 3, id="no property"),
        pytest.param("Timeout", 6, id="a property"),
        pytest.param("A.B", 7, id="a key with a dot"),
        pytest.param("A.B.C", 5, id="what is below one is not found, nor guessed"),
        pytest.param("Memory", 5, id="absent"),
        pytest.param("Timeout.Seconds", 6, id="below a number"),
    ],
)
def test_a_finding_stands_on_the_line_of_its_property(at: str, line: int) -> None:
    resource = template("t.json").resources["One"]

    assert Finding(resource, "message", "fix", at).line == line


LISTED = """\
Resources:
  M:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      Chosen: !If [A, [one], [two]]
      Filters:
        - Pattern: a
        - Pattern: b
          Name.With.Dots: c
        - - deep
          - deeper
      "0": zero
"""


@pytest.mark.parametrize(
    ("at", "line"),
    [
        pytest.param("Filters.0", 7, id="an element"),
        pytest.param("Filters.1.Pattern", 8, id="below an element"),
        pytest.param("Filters.1.Name.With.Dots", 9, id="a key with dots in an element"),
        pytest.param("Filters.2.1", 11, id="a list in a list"),
        pytest.param("Filters.3", 6, id="no such element"),
        pytest.param("Filters.3.Pattern", 6, id="below no such element"),
        pytest.param("Filters.x", 6, id="no number"),
        pytest.param("Filters.-1", 6, id="no index of Python's"),
        pytest.param("Filters.\N{SUPERSCRIPT TWO}", 6, id="a digit that is no number"),
        pytest.param("0", 12, id="a key that is a number"),
        pytest.param("Chosen.0", 5, id="a list behind a function"),
    ],
)
def test_a_finding_in_a_list_stands_on_the_line_of_its_element(at: str, line: int) -> None:
    resource = Template(parse_document(Path("t.yaml"), LISTED)).resources["M"]

    assert Finding(resource, "message", "fix", at).line == line


def test_json_and_yaml_have_the_same_elements() -> None:
    filters = [{"Pattern": "a"}, {"Pattern": "b"}]
    own = {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {"Filters": filters}}
    text = json.dumps({"Resources": {"M": own}}, indent=1)
    resource = Template(parse_document(Path("t.json"), text)).resources["M"]

    places = ["Filters.0", "Filters.1.Pattern", "Filters.2"]
    found = [Finding(resource, "message", "fix", at).line for at in places]

    assert [text.splitlines()[line - 1].strip() for line in found] == [
        "{",
        '"Pattern": "b"',
        '"Filters": [',
    ]


def test_a_rule_of_a_module_without_docstring_has_no_page() -> None:
    assert every_function.page == ""
    assert every_function.summary == ""


def test_the_page_of_a_rule_is_the_docstring_of_its_module() -> None:
    page = (timeout_out_of_range.__doc__ or "").strip()

    assert timeout_out_of_range.check.page == page
    assert timeout_out_of_range.check.summary == "The timeout is one that Lambda does not accept."


def bounded(value: Any, **properties: Any) -> list[Finding]:
    resources = {"F": {"Type": "AWS::Lambda::Function", "Properties": properties}}
    document = parse_document(Path("t.json"), json.dumps({"Resources": resources}))
    resource: Resource = Template(document).resources["F"]
    return list(out_of_bounds(resource, FUNCTION_TIMEOUT, value, at="Timeout"))


def test_a_value_above_its_bound_is_to_be_lowered() -> None:
    [finding] = bounded(901)

    assert finding.message == "timeout must be 1 to 900 s, got 901 s"
    assert finding.fix == "set Timeout to 900 s or less"
    assert finding.at == "Timeout"


def test_a_value_below_its_bound_is_to_be_raised() -> None:
    assert bounded(0)[0].fix == "set Timeout to 1 s or more"


def test_the_fix_is_within_the_bound_that_was_broken() -> None:
    [finding] = bounded(6000, CapacityProviderConfig={})

    assert finding.message == "timeout must be 1 to 5400 s, got 6000 s"
    assert finding.fix == "set Timeout to 5400 s or less"


@pytest.mark.parametrize("value", [1, 900, Unresolved("parameter Seconds")])
def test_a_value_within_or_unresolved_is_no_finding(value: Any) -> None:
    assert bounded(value) == []


def test_what_only_the_cdk_can_change_is_told_when_it_fails_the_deployment() -> None:
    names = ["Own", "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A"]
    resources = {name: {"Type": "AWS::Lambda::Function"} for name in names}
    text = json.dumps({"Resources": resources})
    environment = Template(parse_document(Path("t.json"), text)).environment
    loses = every_function._replace(effect=Effect.DROPS_EVENTS)

    assert messages(loses, environments=[environment]) == ["found Own"]
    assert messages(every_function, environments=[environment]) == [
        f"found {name}" for name in names
    ]
