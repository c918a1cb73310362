"""`python -m constructs_lib.packaging` builds ahead and says what makes a package large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from constructs_lib.packaging import package as packages
from constructs_lib.packaging.__main__ import main
from policies.domain import package_sizes
from policies.domain.limits import PACKAGE_DIRECT_UPLOAD

if TYPE_CHECKING:
    from tests.constructs_lib.packaging.conftest import MakeDirectory, MakeWheel


def test_the_largest_parts_come_first(
    directory: MakeDirectory,
    wheel: MakeWheel,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wheel("large", files={"large/words.txt": "word " * 400_000})
    wheel("small", files={"small/words.txt": "word " * 100_000})
    monkeypatch.chdir(directory(requirements="small==1.0 large==1.0").parent)

    assert main(["detector", "--architecture", "x86_64"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "detector for python3.14 on x86_64: 2.4 MB of 250.0 MB",
        f"  large       1.9 MB  {'#' * 40}",
        f"  small       0.5 MB  {'#' * 10}",
        "  detector    0.0 MB",
    ]


def test_what_is_worth_a_note_is_noted(
    directory: MakeDirectory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    less = PACKAGE_DIRECT_UPLOAD._replace(maximum=10)
    monkeypatch.setattr(packages, "PACKAGE_DIRECT_UPLOAD", less)
    monkeypatch.setattr(package_sizes, "PACKAGE_DIRECT_UPLOAD", less)

    assert main([str(directory())]) == 0
    assert "S3 is the only way to deploy it" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "path must be a directory, got "),
        (["detector", "--runtime", "nodejs24.x"], "runtime must be one of Python"),
    ],
)
def test_misuse_is_one_line(
    arguments: list[str],
    message: str,
    directory: MakeDirectory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(directory().parent)

    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith(message)
