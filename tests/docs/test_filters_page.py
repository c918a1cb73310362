"""docs/filters.md: its Python runs, and its commands print what it says they print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policies.cli import main

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "filters.md"


class Block(NamedTuple):
    """A fenced block and the line of the page on which it starts."""

    language: str
    line: int
    text: str


def blocks(language: str) -> list[Block]:
    text = PAGE.read_text(encoding="utf-8")
    found = [
        Block(match[1], text.count("\n", 0, match.start(2)), match[2])
        for match in re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    ]
    return [block for block in found if block.language == language]


def commands() -> list[tuple[str, str]]:
    """Each command of the page with what it is said to print."""
    found = []
    for block in blocks("console"):
        for each in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, output = each.partition("\n")
            found.append((command, output))
    return found


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    """What the page's Python defines, its blocks run one after the other."""
    names: dict[str, Any] = {}
    for block in blocks("python"):
        # Line numbers as on the page, so that a failure points there.
        code = compile("\n" * block.line + block.text, str(PAGE), "exec")
        exec(code, names)  # noqa: S102 - the page is ours
    return names


@pytest.mark.parametrize(("command", "output"), commands())
def test_a_command_prints_what_the_page_says(
    command: str,
    output: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    program, *arguments = shlex.split(command)

    main(arguments)

    assert program == "keel"
    assert capsys.readouterr() == (output, "")


def test_the_page_shows_both_commands() -> None:
    shown = {tuple(command.split()[:3]) for command, _ in commands()}

    assert shown == {("keel", "filter", "check"), ("keel", "filter", "test")}


def test_the_unit_tests_of_the_page_pass(page: dict[str, Any]) -> None:
    tests = [each for name, each in page.items() if name.startswith("test_")]
    for test in tests:
        test()

    assert len(tests) == 2


def test_the_stack_of_the_page_has_the_filter_of_the_page(
    page: dict[str, Any], monkeypatch: pytest.MonkeyPatch, app: Any
) -> None:
    from aws_cdk.assertions import Template  # noqa: PLC0415 - this test alone needs the CDK

    monkeypatch.chdir(ROOT)
    stack = page["Readings"](app, "Readings")

    Template.from_stack(stack).has_resource_properties(
        "AWS::Lambda::EventSourceMapping", {"FilterCriteria": page["faulty"].criteria()}
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "on a queue | drops everything",
        "passes every level",
        "drops everything: DynamoDB's numbers are strings",
    ],
)
def test_what_the_page_calls_wrong_is_an_error(
    sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    [row] = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if sentence in line]
    pattern = row.split("`")[1]
    source = "dynamodb" if "dynamodb" in pattern else "sqs"

    assert main(["filter", "check", pattern, "--source", source]) == 1
    assert "1 error\n" in capsys.readouterr().out
