from __future__ import annotations

import json
import runpy
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policies.domain import compile_runtimes
from policies.domain.compile_runtimes import TARGET, compiled, main
from policies.domain.runtimes import Lifecycle, Phase, Runtimes, runtimes

if TYPE_CHECKING:
    from collections.abc import Sequence

CFN_LINT = find_spec("cfnlint")
AS_OF = "2030-01-15"
COBOL = Lifecycle("cobol1.x", AS_OF, "2030-02-01", "2030-03-01", "2030-04-01", "cobol2.x")


def known(*names: str) -> Runtimes:
    return Runtimes(AS_OF, {name: Lifecycle(name, AS_OF) for name in names})


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ("2030-01-31", Phase.SUPPORTED),
        ("2030-02-01", Phase.DEPRECATED),
        ("2030-02-28", Phase.DEPRECATED),
        ("2030-03-01", Phase.CREATION_BLOCKED),
        ("2030-03-31", Phase.CREATION_BLOCKED),
        ("2030-04-01", Phase.UPDATE_BLOCKED),
        ("2099-01-01", Phase.UPDATE_BLOCKED),
    ],
)
def test_each_phase_starts_on_its_day(day: str, phase: Phase) -> None:
    assert COBOL.phase(day) is phase


def test_a_runtime_without_dates_is_supported_or_in_preview() -> None:
    assert Lifecycle("lisp2", AS_OF).phase("2099-01-01") is Phase.SUPPORTED
    assert Lifecycle("lisp3", AS_OF, is_preview=True).phase("2099-01-01") is Phase.PREVIEW


@pytest.mark.parametrize(
    ("day", "days"), [("2030-01-31", 1), ("2030-02-01", 0), ("2030-02-03", -2)]
)
def test_days_are_counted_to_the_deprecation(day: str, days: int) -> None:
    assert COBOL.days_to_deprecation(day) == days


def test_no_days_are_counted_where_none_is_set() -> None:
    assert Lifecycle("lisp2", AS_OF).days_to_deprecation("2030-01-01") is None


@pytest.mark.parametrize(
    ("names", "name"),
    [
        pytest.param(["cobol2.x"], "cobol2", id="an ending forgotten"),
        pytest.param(["cobol2.x"], "cobol 2.X", id="spelled otherwise"),
        pytest.param(["cobol2.x"], "cobol", id="a version forgotten"),
        pytest.param(["cobol2.x", "cobol4.x"], "cobol3.x", id="left out between two"),
        pytest.param(["lisp3.9", "lisp3.10"], "lisp3.5", id="older, compared as numbers"),
        pytest.param(["lisp3.9"], "lisp4.0.x", id="newer, but in no form of its family"),
    ],
)
def test_impossible_names_are_recognized(names: Sequence[str], name: str) -> None:
    assert known(*names).is_impossible(name)


@pytest.mark.parametrize(
    ("names", "name"),
    [
        pytest.param(["cobol2.x"], "cobol2.x", id="known"),
        pytest.param(["cobol2.x"], "cobol3.x", id="newer"),
        pytest.param(["lisp3.9"], "lisp3.10", id="newer, compared as numbers"),
        pytest.param(["cobol2.x"], "forth1", id="of a family that is not known"),
        pytest.param(["cobol2.x"], "custom", id="without form"),
        pytest.param(["cobol2.x"], "", id="empty"),
    ],
)
def test_what_may_exist_by_now_is_not_impossible(names: Sequence[str], name: str) -> None:
    assert not known(*names).is_impossible(name)


def test_what_is_meant_is_told_unless_it_is_deprecated() -> None:
    table = Runtimes(AS_OF, {"cobol1.x": COBOL, "cobol2.x": Lifecycle("cobol2.x", AS_OF)})

    assert table.instead_of("cobol1", "2030-01-31") == "cobol1.x"
    assert table.instead_of("cobol1", "2030-02-01") == "cobol2.x"
    assert table.instead_of("cobol0.x", "2030-01-31") == "cobol2.x"
    assert table.instead_of("forth1", "2030-01-31") is None


def test_every_real_runtime_has_its_days_in_iso_form_and_an_own_successor() -> None:
    table = runtimes()

    assert len(table.lifecycles) >= 50
    for each in table.lifecycles.values():
        for day in (each.deprecated, each.creation_blocked, each.update_blocked):
            assert day is None or (len(day), day[4], day[7]) == (10, "-", "-")
        assert each.successor is None or each.successor in table.lifecycles
        assert not table.is_impossible(each.runtime)


def test_a_real_runtime_that_gives_way_gives_way_to_one_that_lives_longer() -> None:
    lifecycles = runtimes().lifecycles
    for each in lifecycles.values():
        if each.successor and each.deprecated:
            assert (lifecycles[each.successor].deprecated or "9999") >= each.deprecated


def test_the_file_says_what_the_installed_cfn_lint_knows() -> None:
    text = TARGET.read_text("utf-8")

    assert CFN_LINT
    assert CFN_LINT.origin
    told = compiled(Path(CFN_LINT.origin).parent, json.loads(text)["as_of"])
    assert text == told, "run `make runtimes as_of=...`"


def test_running_it_writes_the_same_file_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = TARGET.read_bytes()
    monkeypatch.setattr("sys.argv", ["compile_runtimes.py", json.loads(before)["as_of"]])

    with pytest.raises(SystemExit) as done:
        runpy.run_path(str(Path(compile_runtimes.__file__)), run_name="__main__")

    assert done.value.code == 0
    assert TARGET.read_bytes() == before


def test_without_a_day_it_tells_how_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "make runtimes as_of=" in capsys.readouterr().err
