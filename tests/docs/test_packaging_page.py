"""docs/packaging.md: its Python runs, its command prints what it says, its figures are ours."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from constructs_lib.packaging import __main__ as command
from constructs_lib.packaging.declarations import _UNREAD
from policies.domain.limits import PACKAGE_DIRECT_UPLOAD, PACKAGE_UNZIPPED
from policies.domain.package_sizes import megabytes, unzipped_problem
from policies.domain.python_runtimes import glibc

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "packaging.md"
TEXT = PAGE.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def test_the_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "apps").symlink_to(ROOT / "apps")
    (tmp_path / "layers/tools").mkdir(parents=True)
    shutil.copy(ROOT / "apps/sensors/detector/requirements.txt", tmp_path / "layers/tools")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for block in blocks("python"):
        exec(block, names)  # noqa: S102 - the page is ours

    assembly = names["app"].synth()
    template = assembly.get_stack_by_name("Shop").template
    kinds = [resource["Type"] for resource in template["Resources"].values()]
    assert kinds.count("AWS::Lambda::LayerVersion") == 2
    assert kinds.count("AWS::Lambda::Function") == 3


def test_the_command_prints_what_the_page_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    [block] = blocks("console")
    line, _, output = block.partition("\n")
    words = shlex.split(line.removeprefix("$ "))

    assert words[:3] == ["python", "-m", "constructs_lib.packaging"]
    assert command.main(words[3:]) == 0
    assert capsys.readouterr().out == output


def test_the_bounds_are_those_of_lambda() -> None:
    for limit in (PACKAGE_UNZIPPED, PACKAGE_DIRECT_UPLOAD):
        assert megabytes(limit.maximum or 0).replace(".0", "") in TEXT
    for runtime, words in (("python3.12", "newer run on"), ("python3.11", "older ones on")):
        major, minor = glibc(runtime)
        assert re.search(rf"{words}\s[^,)]*glibc\s{major}\.{minor}", TEXT)


def test_the_message_of_what_is_too_large_is_the_ones_of_the_code() -> None:
    [shown] = re.findall(r"^forecast: (.*?); leave out", TEXT, re.MULTILINE)
    size = int(re.search(r"got (\d+) bytes", shown)[1])  # type: ignore[index]  # it is there

    problem = unzipped_problem({"a": size}) or ""
    assert shown.partition(" (")[0] == problem.partition(" (")[0]
    assert f"({megabytes(size)}: " in shown


def test_every_file_that_is_refused_is_named() -> None:
    assert {name for name in _UNREAD if name in TEXT} == set(_UNREAD) - {"environment.yml"}


def test_the_figures_say_how_they_came_about() -> None:
    [told] = re.findall(r"`python -P (benchmarks/\w+\.py) --rounds \d+`, \d{4}-\d\d-\d\d\.", TEXT)

    assert (ROOT / told).is_file()
    rows = dict(re.findall(r"^\| ((?:pip|PythonCode)\b.*?) \| ([\d.]+) s \|", TEXT, re.MULTILINE))
    assert len(rows) == 7
    assert float(rows["PythonCode, nothing changed"]) < float(rows["pip, warm"])
