"""The command as its users meet it: what it prints, and what it exits with."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from policies import __version__
from policies.cli import command, main
from policies.rules import catalogue, rule_ids

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
UNSAFE = {"Report": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 901}}}
SAFE = {"Report": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 900}}}


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own, so that no configuration is found by chance."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, resources: dict[str, Any]) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"Resources": resources}, indent=1))
    return file


def test_a_clean_template_is_one_line_and_zero(capsys: pytest.CaptureFixture[str]) -> None:
    write("template.json", SAFE)

    assert main(["check", "template.json"]) == 0
    assert capsys.readouterr() == ("no findings in 1 template\n", "")


def test_a_finding_says_what_where_and_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    write("template.json", UNSAFE)

    assert main(["check", "template.json"]) == 1
    assert capsys.readouterr().out == (
        "error: timeout must be 1 to 900 s, got 901 s  [timeout-out-of-range]\n"
        "  at   template.json:6  Report.Timeout\n"
        '   |   "Timeout": 901\n'
        "  fix  set Timeout to 900 s or less\n"
        "  why  keel explain timeout-out-of-range\n"
        "\n"
        "1 error in 1 template\n"
    )


def test_json_has_every_field_of_the_published_schema(capsys: pytest.CaptureFixture[str]) -> None:
    write("template.json", UNSAFE)

    assert main(["check", "--format", "json", "template.json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "schema": 1,
        "findings": [
            {
                "rule": "timeout-out-of-range",
                "severity": "error",
                "effect": "fails-deploy",
                "message": "timeout must be 1 to 900 s, got 901 s",
                "fix": "set Timeout to 900 s or less",
                "template": "template.json",
                "logical_id": "Report",
                "resource_type": "AWS::Lambda::Function",
                "property": "Timeout",
                "line": 6,
                "construct_path": None,
                "made": None,
                "source": None,
                "acknowledged": None,
                "in_baseline": False,
            }
        ],
        "summary": {
            "templates": 1,
            "errors": 1,
            "warnings": 0,
            "acknowledged": 0,
            "in_baseline": 0,
            "unexpanded": 0,
        },
        "errors": [],
        "acknowledgements": {"expired": [], "unused": []},
        "resolved": [],
    }


BAD_FILES = [
    ("empty.json", b"", "empty.json: empty; a template needs at least Resources"),
    ("blank.yaml", b"\n  \n", "blank.yaml: empty; a template needs at least Resources"),
    (
        "cut.json",
        b'{"Resources": {"A": ',
        "cut.json:1: JSON ends before it is complete; write the file again (cdk synth)",
    ),
    (
        "comma.json",
        b'{\n "Resources": {}\n "Outputs": {}}',
        "comma.json:3: not JSON: expecting ',' delimiter at column 2",
    ),
    (
        "tabs.yaml",
        b"Resources:\n\tA:\n\t\tType: AWS::SQS::Queue\n",
        "tabs.yaml:2: not YAML: indented with a tab; YAML takes spaces only",
    ),
    (
        "binary.json",
        bytes(range(128, 256)),
        "binary.json: not text; a template is JSON or YAML in UTF-8",
    ),
    (
        "other.json",
        b'{"name": "x"}',
        "other.json: no CloudFormation template: it has no Resources; check the path",
    ),
    ("deep.yaml", b"[" * 100_000, "deep.yaml:1: nested too deeply to be a template"),
    ("deep.json", b"[" * 100_000, "deep.json: JSON is nested too deeply to be a template"),
]


@pytest.mark.parametrize(
    ("name", "content", "line"), [pytest.param(*bad, id=bad[0]) for bad in BAD_FILES]
)
def test_bad_input_is_one_line_and_two_and_the_rest_is_still_checked(
    name: str, content: bytes, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(content)
    write("template.json", UNSAFE)

    assert main(["check", name, "template.json"]) == 2
    out, err = capsys.readouterr()
    assert err == f"keel: {line}\n"
    assert "1 error in 1 template" in out


def test_a_file_of_fifty_megabytes_is_refused_by_its_size(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Path("huge.json").open("wb") as file:
        file.truncate(50 << 20)

    assert main(["check", "huge.json"]) == 2
    assert capsys.readouterr().err == (
        "keel: huge.json: larger than 32 MiB, and CloudFormation takes templates of at most "
        "1048576 bytes; name the template itself\n"
    )


def test_a_missing_path_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere"]) == 2
    assert capsys.readouterr().err == (
        "keel: nowhere: no such file; check the path or run cdk synth\n"
    )


def test_an_assembly_without_a_manifest_is_told_and_its_templates_are_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("cdk.out/App.template.json", UNSAFE)
    Path("cdk.out/cdk.out").write_text("{}")

    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    assert err == "keel: cdk.out: has no manifest.json; run cdk synth again\n"
    assert "1 error in 1 template" in out


def test_a_folder_without_templates_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "."]) == 2
    assert capsys.readouterr().err == (
        "keel: .: holds no template and no cdk.out with a stack; run cdk synth first\n"
    )


def test_a_folder_with_a_cut_off_synth_is_one_problem(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("cdk.out").mkdir()
    Path("cdk.out/cdk.out").write_text("{}")

    assert main(["check", "."]) == 2
    assert capsys.readouterr().err == "keel: cdk.out: has no manifest.json; run cdk synth again\n"


def test_names_from_a_template_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("template.json", {"\x1b[2Jgone": UNSAFE["Report"]})

    main(["check", "template.json"])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_name_that_no_encoding_has_is_still_reported(output: str) -> None:
    write("template.json", {"\ud800é": UNSAFE["Report"]})
    done = run("-m", "policies.cli", "check", "--format", output, "template.json")

    assert done.returncode == 1
    assert done.stderr == ""
    assert "timeout-out-of-range" in done.stdout


def test_a_path_named_twice_is_judged_once(capsys: pytest.CaptureFixture[str]) -> None:
    write("template.json", UNSAFE)

    main(["check", "template.json", "./template.json"])
    assert "1 error in 1 template" in capsys.readouterr().out


def test_without_a_path_the_assembly_of_the_folder_is_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("cdk.out/App.template.json", SAFE)
    artifact = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://123456789012/eu-west-1",
        "properties": {"templateFile": "App.template.json"},
    }
    Path("cdk.out/manifest.json").write_text(json.dumps({"artifacts": {"App": artifact}}))

    assert main(["check"]) == 0
    assert capsys.readouterr().out == "no findings in 1 template\n"


def test_every_rule_is_listed_with_its_effect(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()

    expected = [(rule.id, rule.severity, rule.effect) for rule in catalogue().values()]

    assert [tuple(line.split()[:3]) for line in lines] == expected


def test_a_mistyped_rule_gets_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "timeout-out-of-rage"]) == 2
    assert capsys.readouterr().err == (
        "keel: no rule 'timeout-out-of-rage'; did you mean 'timeout-out-of-range'?\n"
    )


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--profile", "lax"]])
def test_misuse_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as misuse:
        main(arguments)

    assert misuse.value.code == 2
    assert "usage: keel" in capsys.readouterr().err


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--version"])

    assert done.value.code == 0
    assert capsys.readouterr().out == f"keel {__version__}\n"


def test_the_configuration_of_the_folder_holds(capsys: pytest.CaptureFixture[str]) -> None:
    write("template.json", UNSAFE)
    Path("keel.toml").write_text('[keel.rules]\ntimeout-out-of-range = "warning"\n')

    assert main(["check", "template.json"]) == 0
    assert "warning: timeout must be" in capsys.readouterr().out
    assert main(["check", "--fail-on", "warning", "template.json"]) == 1


def test_a_configuration_that_cannot_be_followed_is_misuse(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("template.json", SAFE)
    Path("keel.toml").write_text('[keel]\nprofil = "strict"\n')

    assert main(["check", "template.json"]) == 2
    assert capsys.readouterr().err == (
        f"keel: {Path.cwd() / 'keel.toml'}: unknown key 'profil'; did you mean 'profile'?\n"
    )


def test_the_strict_profile_can_be_asked_for() -> None:
    write("template.json", SAFE)

    assert main(["check", "--profile", "strict", "template.json"]) == 0


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def shell(command: str) -> subprocess.CompletedProcess[str]:
    # A machine may have it set, and then never meets what happens to buffered output at exit.
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        ["bash", "-c", command.replace("keel", f"{sys.executable} -m policies.cli")],  # noqa: S607
        check=False,
        capture_output=True,
        text=True,
        env={**buffered, "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("keel check template.json > /dev/full", "no space left on device"),
        ("keel check template.json >&-", "standard output is closed"),
        ("mkdir gone; cd gone; rmdir ../gone; keel check /", "no such file or directory"),
    ],
)
def test_what_the_machine_refuses_is_one_line_and_never_the_code_of_findings(
    command: str, said: str
) -> None:
    write("template.json", UNSAFE)
    done = shell(command)

    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_terminal_without_a_letter_gets_its_number() -> None:
    write("template.json", {"R\u00e9port": UNSAFE["Report"]})
    done = run("-m", "policies.cli", "check", "template.json", PYTHONIOENCODING="ascii")

    assert "R\\xe9port.Timeout" in done.stdout
    assert done.returncode == 1


def test_a_word_of_a_rule_lists_the_rules_that_have_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    alike = [rule_id for rule_id in rule_ids() if "timeout" in rule_id]

    assert {"queue-visibility-below-timeout", "timeout-out-of-range"} <= {*alike}
    assert main(["explain", "timeout"]) == 2
    assert capsys.readouterr().err == f"keel: no rule 'timeout'; there are {', '.join(alike)}\n"
    assert main(["explain", "zzz"]) == 2
    assert capsys.readouterr().err == "keel: no rule 'zzz'; see keel rules\n"


def test_a_crash_of_the_command_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise LookupError("broken")

    monkeypatch.setattr("policies.cli.check.check", crash)

    assert main(["check", "."]) == 2
    assert capsys.readouterr().err == ("keel: internal error: LookupError: broken; please report\n")


def test_the_same_trouble_many_times_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    artifacts = {f"A{n}": {"type": "aws:cloudformation:stack"} for n in range(60)}
    Path("cdk.out").mkdir()
    Path("cdk.out/manifest.json").write_text(json.dumps({"artifacts": artifacts}))

    assert main(["check"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 51
    assert lines[0] == ("keel: cdk.out/manifest.json: names no file for 'A0'; run cdk synth again")
    assert lines[-1] == "keel: 10 more inputs could not be read or judged"


def test_the_gate_imports_neither_the_cdk_nor_what_json_does_not_need() -> None:
    write("template.json", UNSAFE)
    heavy = (
        "{'aws_cdk', 'jsii', 'constructs', 'yaml', 'dataclasses', 'inspect', 'tomllib', 'shutil'}"
    )
    code = (
        "import sys; from policies.cli import main; main(['check', 'template.json']); "
        f"sys.exit(str({heavy} & sys.modules.keys()) if {heavy} & sys.modules.keys() else 0)"
    )
    done = run("-c", code)

    assert done.stderr == ""
    assert done.returncode == 0


def test_it_runs_as_a_module() -> None:
    assert run("-m", "policies.cli", "--version").stdout == f"keel {__version__}\n"


class Ended(Exception):  # noqa: N818 - no error: what os._exit does here
    """The process has ended."""


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """What a process of these arguments exits with; nothing else of it reaches this one."""

    def end(code: int) -> NoReturn:
        raise Ended(code)

    def exit_code(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["keel", *arguments])
        with pytest.raises(Ended) as seen:
            command()
        return int(seen.value.args[0])

    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.setattr("os._exit", end)
    return exit_code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", "safe.json"), 0),
        (("check", "unsafe.json"), 1),
        (("check", "missing.json"), 2),
        (("check", "--nonsense"), 2),
        (("--version",), 0),
        (("--help",), 0),
        ((), 2),
    ],
)
def test_the_process_ends_with_the_code_of_the_command(
    ended: Callable[..., int], arguments: tuple[str, ...], code: int
) -> None:
    write("safe.json", SAFE)
    write("unsafe.json", UNSAFE)

    assert ended(*arguments) == code


class Full(io.StringIO):
    """What is written to a disk that has no room."""

    problem: OSError = OSError(28, "No space left on device")

    def flush(self) -> None:
        raise self.problem


class Unread(Full):
    """A pipe whose reader has gone."""

    problem = BrokenPipeError()


@pytest.mark.parametrize(
    ("output", "outcome"),
    [(Full, (2, "keel: no space left on device\n")), (Unread, (0, ""))],
)
def test_help_that_cannot_be_written_is_told(
    ended: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    output: type[Full],
    outcome: tuple[int, str],
) -> None:
    monkeypatch.setattr("sys.stdout", output())

    assert (ended("--help"), capsys.readouterr().err) == outcome


def test_a_command_imports_no_other() -> None:
    write("template.json", SAFE)
    code = (
        "import sys; from policies.cli import main; main(['check', 'template.json']); "
        "print(*sorted(m for m in sys.modules if m.startswith('policies.cli.')))"
    )
    imported = run("-c", code).stdout.splitlines()[-1].split()

    assert imported == [
        "policies.cli.check",
        "policies.cli.report_options",
        "policies.cli.trouble",
    ]


def test_a_reader_that_has_seen_enough_is_no_trouble() -> None:
    write("template.json", UNSAFE)
    command = "keel check template.json | head -c 1"
    done = shell(f"set -o pipefail; {command} >/dev/null")

    assert done.stderr == ""
