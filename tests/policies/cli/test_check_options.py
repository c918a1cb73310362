from __future__ import annotations

import json
import os
import pty
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policies.cli import main

if TYPE_CHECKING:
    from tests.policies.cli.conftest import Keel, Write

UNSAFE = {"Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 901}}}
SAFE = {"Bill": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 60}}}


@pytest.fixture
def unsafe(write: Write) -> None:
    write("bill.json", json.dumps({"Resources": UNSAFE}, indent=1))


@pytest.mark.usefixtures("unsafe")
def test_several_formats_at_once(keel: Keel) -> None:
    done = keel("check", "bill.json", "--format", "sarif=out/keel.sarif", "--format", "text")

    assert done.code == 1
    assert done.out.startswith("error: timeout must be")
    assert json.loads(Path("out/keel.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.usefixtures("unsafe")
@pytest.mark.parametrize(
    ("formats", "problem"),
    [
        (
            ["xml"],
            "--format must be one of text, json, sarif, junit, github, gitlab, markdown, got 'xml'",
        ),
        (["json", "text"], "--format: each format needs a place of its own"),
        (["json=a", "sarif=a"], "--format: each format needs a place of its own"),
        (["json="], "--format json= names no file"),
    ],
)
def test_formats_that_get_in_each_other_s_way(keel: Keel, formats: list[str], problem: str) -> None:
    done = keel("check", "bill.json", *(f"--format={each}" for each in formats))

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"keel: {problem}")


@pytest.mark.usefixtures("unsafe")
def test_a_file_that_cannot_be_written_is_trouble_and_the_rest_is_said(keel: Keel) -> None:
    Path("folder").mkdir()
    done = keel("check", "bill.json", "--format", "json=folder", "--format", "text")

    assert done.code == 2
    assert "1 error in 1 template" in done.out
    assert done.err == "keel: folder: cannot be written: is a directory\n"


@pytest.mark.usefixtures("unsafe")
def test_colours_are_for_who_asks(keel: Keel) -> None:
    assert "\x1b[31merror:\x1b[0m" in keel("check", "bill.json", "--color", "always").out
    assert "\x1b" not in keel("check", "bill.json").out


@pytest.mark.usefixtures("unsafe")
@pytest.mark.parametrize(("variable", "coloured"), [("KEEL_TEST", 1), ("NO_COLOR", 0)])
def test_colours_are_for_terminals(
    monkeypatch: pytest.MonkeyPatch, variable: str, coloured: int
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, "1")
    reader, terminal = pty.openpty()
    with os.fdopen(terminal, "w") as stream:
        monkeypatch.setattr("sys.stdout", stream)
        assert main(["check", "bill.json"]) == 1
    seen = os.read(reader, 4096).decode()
    os.close(reader)

    assert seen.count("\x1b[31merror:") == coloured


def test_only_what_a_change_adds_counts(keel: Keel, write: Write) -> None:
    write("before.json", json.dumps({"Resources": UNSAFE}))
    write("after.json", json.dumps({"Resources": {**UNSAFE, "Other": UNSAFE["Bill"]}}))
    done = keel("check", "after.json", "--base", "before.json")

    assert done.code == 1
    assert done.out.endswith("\n1 error in 1 template, 1 in the baseline\n")
    assert keel("check", "after.json", "--base", "after.json").code == 0


@pytest.mark.usefixtures("unsafe")
def test_a_change_is_compared_with_one_base(keel: Keel) -> None:
    done = keel("check", "bill.json", "bill.json", "--base", "bill.json")

    assert done.code == 2
    assert done.err == "keel: --base compares one path; check the others on their own\n"


@pytest.mark.usefixtures("unsafe")
def test_the_configuration_is_explained_and_nothing_judged(keel: Keel, write: Write) -> None:
    write("keel.toml", '[keel.rules]\ntimeout-out-of-range = "off"\n')
    done = keel("check", "bill.json", "--profile", "strict", "--explain-config")

    assert done.code == 0
    assert 'profile = "strict"' in done.out
    assert 'timeout-out-of-range = "off"' in done.out


@pytest.mark.usefixtures("unsafe")
def test_another_day_can_be_asked_about(keel: Keel, write: Write) -> None:
    write(
        "keel.toml",
        '[[keel.acknowledge]]\nrule = "timeout-out-of-range"\npath = "*"\nreason = "for now"\n'
        "expires = 2030-12-31\n",
    )

    assert keel("check", "bill.json", "--as-of", "2030-12-31").code == 0
    late = keel("check", "bill.json", "--as-of", "2031-01-01")
    assert late.code == 1
    assert (
        "warning: expired acknowledgement of *  [timeout-out-of-range]  for now (until" in late.out
    )


@pytest.mark.parametrize("day", ["tomorrow", "2027-02-30", "20270131"])
def test_a_day_that_is_none_is_misuse(
    keel: Keel, day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        keel("check", "--as-of", day)

    assert f"must be a day such as 2027-01-31, got '{day}'" in capsys.readouterr().err
