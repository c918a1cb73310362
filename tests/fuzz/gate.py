"""Hammers the gate with random and mutated files: python tests/fuzz/gate.py.

Whatever lies in a cdk.out, a template, a keel.toml, a baseline or a validation-report.json, a check
ends with a report: no exception, no rule that crashes, nothing read outside the assembly, and no
format of the report in which a text of theirs is more than text.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from policies.engine import Effect, Severity
from policies.gate.acknowledgement import Acknowledgement
from policies.gate.baseline import read_baseline
from policies.gate.check import check
from policies.gate.config import Config, ConfigError
from policies.gate.config_file import read_config
from policies.gate.identity import Identity
from policies.gate.report import Report
from policies.gate.verdict import Verdict
from policies.reports.formats import FORMATS, render
from policies.rules import rule_ids
from policies.template.source import SourceLine
from policies.template.unreadable import UnreadableError
from tests.fuzz.fit_to_print import fit_to_print
from tests.fuzz.gate_files import FILES, IN_ASSEMBLY, KEYS, NASTY, PIECES, TOML, TOO_LONG, function
from tests.fuzz.hammering import main, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fuzz.hammering import Target

CODE = Path(__file__).resolve().parent.parent.parent
# Where a check may read: the assembly, and the code it runs. What it opens elsewhere is kept.
OPENED_OUTSIDE: list[str] = []
ALLOWED: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if ALLOWED and event in {"open", "os.scandir", "os.listdir"}:
        name = arguments[0]
        if isinstance(name, str | bytes | os.PathLike):
            real = os.path.realpath(os.fsdecode(name))
            if not real.startswith(tuple(ALLOWED)):
                OPENED_OUTSIDE.append(real)


sys.addaudithook(_watch)

NUMBERS = st.sampled_from([0, -1, 901, 2**31, 2**63, 10**30, 1e308, 1e999, -0.0, 1e-300, 0.1])
TEXTS = st.sampled_from([*NASTY, *KEYS]) | st.text(max_size=6)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*KEYS, *NASTY]), inner, max_size=3)
    ),
    max_leaves=8,
)


def _places(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    if isinstance(data, dict):
        entries: Any = data.items()
    else:
        entries = enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield from _places(value, (*at, key))


WHERE = [(name, at) for name, data in FILES.items() for at in _places(data)]
# A value of a file of the assembly that is replaced, its key that is renamed, or a piece of text.
EDITS = st.lists(
    st.tuples(st.sampled_from(WHERE), VALUES, st.none() | st.sampled_from([*NASTY, *KEYS])),
    min_size=1,
    max_size=4,
)
TEARS = st.lists(
    st.tuples(
        st.sampled_from(sorted(FILES)),
        st.integers(0, 400),
        st.integers(0, 20),
        st.sampled_from([*PIECES, *NASTY]),
    ),
    max_size=2,
)


def _edited(data: Any, at: tuple[Any, ...], value: Any, name: str | None) -> Any:
    if not at:
        return value
    copy = data.copy() if isinstance(data, dict | list) else data
    with contextlib.suppress(KeyError, IndexError, TypeError):
        old = copy[at[0]]
        if len(at) == 1 and name is not None and isinstance(copy, dict):
            copy[name] = copy.pop(at[0])
        else:
            copy[at[0]] = _edited(old, at[1:], value, name)
    return copy


def _torn(text: str, start: int, length: int, piece: str) -> str:
    start = min(start, len(text))
    return text[:start] + piece + text[start + length :]


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A folder with an assembly to be, and things outside it that nobody may read."""
    root = Path(os.path.realpath(tempfile.mkdtemp(prefix="keel-fuzz-")))
    try:
        (root / "outside").mkdir()
        secret = json.dumps({"Resources": {"Secret": function()}, "artifacts": {}})
        (root / "outside" / "secret.json").write_text(secret)
        (root / "cdk.out" / "assembly-Prod").mkdir(parents=True)
        yield root
    finally:
        shutil.rmtree(root)


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))


def _assembly(out: Path, edits: list[Any], tears: list[Any]) -> None:
    """Write the assembly with its edits, and links that lead out of it."""
    files = dict(FILES)
    for (name, at), value, key in edits:
        files[name] = _edited(files[name], at, value, key)
    texts = {name: json.dumps(data, indent=1) for name, data in files.items()}
    for name, start, length, piece in tears:
        texts[name] = _torn(texts[name], start, length, piece)
    for name, text in texts.items():
        _write(out / name, text)
    (out / "link").symlink_to("../outside")
    (out / "link.json").symlink_to("../outside/secret.json")
    (out / "loop").symlink_to("loop")
    os.mkfifo(out / "pipe")


def check_assembly(edits: list[Any], tears: list[Any], linked: str | None) -> None:
    """A check of an assembly, one of whose files may be a link to another place."""
    with _folder() as root:
        out = root / "cdk.out"
        _assembly(out, edits, tears)
        if linked is not None:
            (out / linked).unlink()
            (out / linked).symlink_to(root / "outside" / "secret.json")
        baseline = out / "keel-baseline.json"
        fit_to_print(_guarded(out, Config(root=root)))
        fit_to_print(_guarded(out, Config(root=root, baseline=baseline)))


def _guarded(out: Path, config: Config) -> Report:
    """The report, once it is sure that nothing outside the assembly was opened for it."""
    ALLOWED[:] = [
        f"{out}{os.sep}",
        str(out),
        sys.prefix,
        sys.base_prefix,
        str(CODE),
        "/dev/",
        "/proc/",
    ]
    OPENED_OUTSIDE.clear()
    try:
        report = check(out, config)
        for name in FORMATS:
            render(report, name)
    finally:
        ALLOWED.clear()
    if OPENED_OUTSIDE:
        raise AssertionError(f"opened outside the assembly: {OPENED_OUTSIDE}")
    return report


def check_template(name: str, start: int, length: int, pieces: list[str], edits: list[Any]) -> None:
    """A check of one file in JSON or YAML, some of it replaced."""
    data: Any = FILES["App.template.json"]
    for at, value, key in edits:
        data = _edited(data, at, value, key)
    text = _torn(json.dumps(data, indent=1), start, length, "".join(pieces))
    with _folder() as root:
        _write(root / name, text)
        fit_to_print(check(root / name))


def check_config(start: int, length: int, pieces: list[str]) -> None:
    """A configuration is read, or refused with one line."""
    with _folder() as root:
        file = root / "keel.toml"
        _write(file, _torn(TOML, start, length, "".join(pieces)))
        _assembly(root / "cdk.out", [], [])
        try:
            config = read_config(file, rule_ids())
        except ConfigError as error:
            return one_line(error)
        return fit_to_print(check(root / "cdk.out", config))


def check_baseline(edits: list[Any], start: int, length: int, pieces: list[str]) -> None:
    """A baseline is read, or refused with one line."""
    data = FILES["keel-baseline.json"]
    for at, value, key in edits:
        data = _edited(data, at, value, key)
    with _folder() as root:
        file = root / "keel-baseline.json"
        _write(file, _torn(json.dumps(data), start, length, "".join(pieces)))
        with contextlib.suppress(UnreadableError):
            if len(read_baseline(file).resolved) > 1_000_000:
                raise AssertionError("a baseline without end")


def check_reports(texts: list[str], line: int, sources: list[str]) -> None:
    """Any texts in any place of a report."""
    chance = random.Random(line)  # noqa: S311 - the number leads to them again

    def some() -> str:
        return chance.choice(texts)

    said = Acknowledgement(some(), some(), some(), f"{some()}:{line}", some(), some())
    verdict = Verdict(
        rule=TOO_LONG,
        severity=chance.choice([*Severity]),
        effect=chance.choice([*Effect]),
        message=some(),
        fix=some(),
        template=Path(some().replace("\0", "")),
        line=line,
        logical_id=some(),
        resource_type=some(),
        property=some(),
        construct_path=some(),
        identity=Identity(TOO_LONG, some(), some()),
        source=SourceLine(sources[0], line) if sources else None,
    )
    verdicts = [verdict, verdict._replace(acknowledged=said), verdict._replace(is_known=True)]
    fit_to_print(
        Report(
            verdicts,
            errors=[some()],
            templates=1,
            expired=[said],
            unused=[said],
            resolved=[verdict.identity],
        )
    )


POSITIONS = st.integers(0, 1_200)
SPANS = st.integers(0, 30)
BITS = st.lists(st.sampled_from([*PIECES, *NASTY]) | st.text(max_size=5), max_size=4)


def _edits_of(name: str) -> st.SearchStrategy[Any]:
    at = st.sampled_from([*_places(FILES[name])])
    return st.lists(st.tuples(at, VALUES, st.none() | st.sampled_from([*NASTY, *KEYS])), max_size=4)


TARGETS: list[Target] = [
    (check_assembly, (EDITS, TEARS, st.none() | st.sampled_from(IN_ASSEMBLY))),
    (
        check_template,
        (
            st.sampled_from(["t.json", "t.yaml", "t.template"]),
            POSITIONS,
            SPANS,
            BITS,
            _edits_of("App.template.json"),
        ),
    ),
    (check_config, (POSITIONS, SPANS, BITS)),
    (check_baseline, (_edits_of("keel-baseline.json"), POSITIONS, SPANS, BITS)),
    (
        check_reports,
        (st.lists(TEXTS, min_size=1, max_size=6), st.integers(0, 9), st.lists(TEXTS, max_size=1)),
    ),
]

if __name__ == "__main__":
    sys.exit(main(__doc__, TARGETS))
