"""docs/end-to-end.md tells what the end-to-end tests show, and nothing that they do not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from policies.cli import main
from tests.e2e.addition import RECORDED
from tests.e2e.addition import VERSION as MINISTACK
from tests.e2e.deployment import VERSION as CLI
from tests.e2e.test_broken_on_purpose import PROOFS

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
E2E = ROOT / "tests/e2e"
TEXT = (ROOT / "docs/end-to-end.md").read_text(encoding="utf-8")


def test_the_versions_are_those_that_are_pinned() -> None:
    assert f"`aws-cdk` {CLI})" in TEXT
    assert f"[MiniStack](https://pypi.org/project/ministack/) {MINISTACK}," in TEXT


def test_every_stack_that_is_broken_is_told_with_what_its_proof_says() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", TEXT, re.MULTILINE))

    assert rows.keys() == PROOFS.keys()
    for stack, (_, says) in PROOFS.items():
        assert says in rows[stack]


def test_every_limit_of_the_emulator_is_told_and_shown() -> None:
    module = (E2E / "test_what_is_not_proven.py").read_text(encoding="utf-8")
    shown = re.findall(r"^def (test_\w+)", module, re.MULTILINE)

    assert sorted(re.findall(r"\| `(test_\w+)` \|$", TEXT, re.MULTILINE)) == sorted(shown)


def test_every_file_that_is_named_is_there() -> None:
    for name in re.findall(r"`(test_\w+\.py)`", TEXT):
        assert (E2E / name).exists()
    for path in re.findall(r"`((?:tests|apps|docs)/[\w/.-]+)`", TEXT):
        assert (ROOT / path).exists(), path


def test_the_types_that_are_only_recorded_are_those_of_the_page() -> None:
    services = [kind.split("::")[1] for kind in RECORDED]

    assert services.count("CodeDeploy") == 3
    assert services.count("ApplicationAutoScaling") == 2
    rest = {kind for kind in RECORDED if "Deploy" not in kind and "Scaling" not in kind}
    assert {kind.split("::")[2] for kind in rest} == {"EIP", "NatGateway"}


def test_what_the_emulator_cannot_shift_is_simulated(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    [(command, lines, printed)] = re.findall(
        r"^\$ keel (simulate .+) \| head -(\d+)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE
    )
    monkeypatch.chdir(ROOT)

    assert main(command.split()) == 0
    out = capsys.readouterr().out.splitlines(keepends=True)
    assert "".join(out[: int(lines)]) == printed
    assert "](simulator.md)" in TEXT
