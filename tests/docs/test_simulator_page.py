"""docs/simulator.md: its commands print what the page says, draw what it shows; its Python runs.

`pytest tests/docs/test_simulator_page.py --accept` writes outputs and drawings anew, for review.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from policies.cli import main

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "simulator.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*)$\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def commands() -> list[tuple[str, str]]:
    """Each command of the page with what it is said to print."""
    return [found for block in BLOCK.findall(TEXT) for found in COMMAND.findall(block)]


def printed(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    program, *arguments = shlex.split(command)
    assert program == "keel"
    capsys.readouterr()
    main(arguments)
    out, err = capsys.readouterr()
    assert not err
    return out


def cut(out: str, part: str) -> str:
    """What `head -1` or `tail -11` leave of an output."""
    if not part:
        return out
    program, _, count = part.partition(" -")
    lines = out.splitlines(keepends=True)
    return "".join(lines[: int(count)] if program == "head" else lines[-int(count) :])


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.golden
@pytest.mark.parametrize(("command", "output"), commands())
def test_a_command_prints_what_the_page_says(
    command: str, output: str, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    run, _, file = command.partition(" > ")
    run, _, part = run.partition(" | ")
    out = cut(printed(run, capsys), part)
    if request.config.getoption("--accept"):
        accept(command, out, file)
    elif file:
        assert Path(file).read_text(encoding="utf-8") == out
    else:
        assert output == out


def accept(command: str, out: str, file: str) -> None:
    if file:
        Path(file).write_text(out, encoding="utf-8")
        return
    written = re.compile(rf"^\$ {re.escape(command)}$\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(written.sub(lambda _: f"$ {command}\n{out}", page), encoding="utf-8")


def test_the_page_has_three_worked_examples_with_drawings() -> None:
    drawn = {file for command, _ in commands() if (file := command.partition(" > ")[2])}
    shown = {f"docs/{name}" for name in re.findall(r"!\[.+\]\((.+\.svg)\)", TEXT)}

    assert drawn == shown
    assert len(drawn) == 3
    assert drawn == {str(path.relative_to(ROOT)) for path in ROOT.glob("docs/simulator/*.svg")}


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/simulator/*.svg")), ids=lambda p: p.name)
def test_a_drawing_is_readable_on_light_and_on_dark(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    drawing = ET.fromstring(text)

    assert "prefers-color-scheme: dark" in text
    assert drawing[0].tag.endswith("title")
    assert drawing.get("role") == "img"


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("canary", "rolled back in all 200 runs, after 2 (2 to 3) of 5 min"),
        ("slow", "too late in all 200 runs: completed after 5 min, an alarm fired after 12 min"),
        (
            "diluted",
            (
                "too late in 198 of 200 runs (rolled back in 2): completed after 15 min, an alarm "
                "fired after 19 min"
            ),
        ),
    ],
)
def test_what_the_page_says_of_its_drawings_is_drawn(name: str, verdict: str) -> None:
    drawn = (ROOT / "docs" / "simulator" / f"{name}.svg").read_text(encoding="utf-8")

    assert f">{verdict}</text>" in drawn


def test_every_option_is_on_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["simulate", "--help"])
    options = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help"}

    assert options == set(re.findall(r"--[a-z][a-z-]+", TEXT))


def test_the_python_of_the_page_passes() -> None:
    names: dict[str, Any] = {}
    for code in re.findall(r"^```python\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE):
        exec(code, names)  # noqa: S102 - the page is ours
    tests = [each for name, each in names.items() if name.startswith("test_")]
    for test in tests:
        test()

    assert len(tests) == 2
