from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from policies import scaffold

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_rule_is_a_module_a_twin_and_a_package(tmp_path: Path) -> None:
    rule, test = scaffold.new_rule(tmp_path, "cold_starts", "init-above-limit")

    assert rule == tmp_path / "policies/rules/cold_starts/init_above_limit.py"
    assert test == tmp_path / "tests/policies/rules/cold_starts/test_init_above_limit.py"
    assert rule.with_name("__init__.py").read_text() == '"""Rules about cold starts."""\n'
    assert '"init-above-limit"' in rule.read_text()
    assert "policies.rules.cold_starts.init_above_limit" in test.read_text()


def test_what_it_writes_is_clean_to_the_formatter_and_red_to_its_twin(tmp_path: Path) -> None:
    for path in scaffold.new_rule(tmp_path, "cost", "pool-too-small"):
        ast.parse(path.read_text())
        formatted = subprocess.run(
            [sys.executable, "-m", "ruff", "format", "--check", "--line-length=100", path],
            check=False,
            capture_output=True,
        )
        assert formatted.returncode == 0, formatted.stdout

    namespace: dict[str, object] = {"__name__": "scaffolded"}
    exec(compile(rule_text(tmp_path), "rule", "exec"), namespace)  # noqa: S102 - our own text
    with pytest.raises(NotImplementedError):
        list(namespace["check"].check(None))  # type: ignore[attr-defined]


def rule_text(root: Path) -> str:
    return (root / "policies/rules/cost/pool_too_small.py").read_text()


@pytest.mark.parametrize(
    ("family", "smell", "message"),
    [
        ("Cost", "pool-too-small", "family must be snake_case, got 'Cost'"),
        ("../cost", "pool-too-small", "family must be snake_case, got '../cost'"),
        ("cost", "toosmall", "smell must be two or more words in kebab-case, got 'toosmall'"),
    ],
)
def test_a_malformed_name_writes_nothing(
    tmp_path: Path, family: str, smell: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        scaffold.new_rule(tmp_path, family, smell)

    assert list(tmp_path.iterdir()) == []


def test_an_existing_rule_is_not_written_over(tmp_path: Path) -> None:
    rule, _ = scaffold.new_rule(tmp_path, "cost", "pool-too-small")
    rule.write_text("mine")

    with pytest.raises(ValueError, match="exists already"):
        scaffold.new_rule(tmp_path, "cost", "pool-too-small")

    assert rule.read_text() == "mine"


def test_the_command_says_where_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scaffold, "_ROOT", tmp_path)

    assert scaffold.main(["cost", "pool-too-small"]) == 0
    assert capsys.readouterr().out == (
        "wrote policies/rules/cost/pool_too_small.py\n"
        "wrote tests/policies/rules/cost/test_pool_too_small.py\n"
    )
    assert scaffold.main(["cost", "pool-too-small"]) == 2
    assert scaffold.main([]) == 2
    assert "usage: make new-rule" in capsys.readouterr().err
