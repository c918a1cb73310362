"""`keel simulate`: which release is played, what it prints, its exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from policies.cli import main
from tests.policies.gate.released import resources

if TYPE_CHECKING:
    from tests.policies.cli.conftest import Keel, Run, Write

SAVED = "rolled back after 2 of 5 min; 6 requests of the new version failed"


@pytest.fixture
def release(write: Write) -> str:
    write("bill.template.json", {"Resources": resources()})
    return "bill.template.json"


def refused(run: Run) -> str:
    """The one line of a misuse."""
    assert (run.code, run.out) == (2, "")
    [line] = run.err.splitlines()
    return line.removeprefix("keel: ")


def test_a_template_with_one_release_is_played(keel: Keel, release: str) -> None:
    run = keel("simulate", release, "--expected")

    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"{SAVED}\n\nrelease  bill/Live: canary of 10 % for 5 min\n")
    assert "│··████████·" in run.out


def test_the_release_of_this_folder_needs_no_path(keel: Keel, release: str) -> None:
    del release
    alone, named = keel("simulate", "--expected"), keel("simulate", "Bill:live", "--expected")

    assert alone == named
    assert alone.out.startswith(SAVED)


def test_an_assembly_comes_before_the_folder(keel: Keel, write: Write) -> None:
    write("other.template.json", {"Resources": resources()})
    write("cdk.out/bill.template.json", {"Resources": resources()})

    assert "release  bill/Live:" in keel("simulate", "--expected").out


def test_several_releases_are_listed(keel: Keel, write: Write) -> None:
    for name in ("beta", "prod"):
        write(f"out/{name}.template.json", {"Resources": resources()})

    listed = "there are beta/Live, prod/Live"
    assert refused(keel("simulate", "out")) == f"name a release: {listed}"
    assert refused(keel("simulate", "out", "gamma")) == f"no release 'gamma'; {listed}"
    assert refused(keel("simulate", "nowhere/out")).startswith("no file or release 'nowhere/out'")
    assert "name more of its path" in refused(keel("simulate", "out", "Live"))
    assert "release  prod/Live:" in keel("simulate", "out", "prod/Live", "--expected").out


def without_group() -> dict[str, Any]:
    made = resources()
    made["Live"]["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]["DeploymentGroupName"] = "x"
    return {"Resources": made}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "t.json: "),
        ("{", "t.json:1: "),
        ("[]", "t.json: no CloudFormation template"),
        ({"Resources": {}}, "t.json: holds no release: no alias that a CodeDeploy deployment gro"),
        (without_group(), "t.json: the deployment group of Live is not in the template"),
    ],
)
def test_a_file_without_a_release_is_told_in_one_line(
    keel: Keel, write: Write, content: Any, told: str
) -> None:
    write("t.json", content)

    assert refused(keel("simulate", "t.json")).startswith(told)


def test_a_sam_template_that_cannot_be_read_says_what_is_missing(
    keel: Keel, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "samtranslator", None)
    sam = {
        "Transform": "AWS::Serverless-2016-10-31",
        "Resources": {"Bill": {"Type": "AWS::Serverless::Function"}},
    }
    write("t.json", sam)

    assert refused(keel("simulate", "t.json")) == (
        "t.json: a SAM template is read with pip install 'lambda-keel[sam]'"
    )


def test_a_file_that_is_not_there_is_told(keel: Keel) -> None:
    assert refused(keel("simulate", "t.json")) == "t.json: no such file"
    assert refused(keel("simulate", "live")).startswith("live: no such file or release; .: holds ")
    assert refused(keel("simulate", "t", "live")).startswith("t: ")


def test_another_file_that_is_broken_is_told_and_the_release_is_played(
    keel: Keel, write: Write, release: str
) -> None:
    del release
    write("broken.template.json", "{")
    run = keel("simulate", ".", "--expected")

    assert run.code == 0
    assert run.err.startswith("keel: broken.template.json:1: ")
    assert run.out.startswith(SAVED)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--set", "Errors.Treshold=5"], "--set Errors.Treshold: no property that is simulated"),
        (["--set", "Errors"], "--set must be LogicalId.Property=value, got 'Errors'"),
        (["--rollout", "slow"], "rollout must be canary:PERCENT:MINUTES, "),
        (["--rollout", "canary:0:5"], "percentage must be 1 to 99 %, got 0 %"),
        (["--runs", "999999999"], "runs must be 0 to 100000, got 999999999"),
        (["--metric-delay", "999999999"], "metric delay must be 0 to 1440 min, got 999999999"),
        (["--requests-per-minute", "1e300"], "requests per minute must be 0 to 1000000000, got 1"),
        (["--breaks-after", "35"], "fault must begin in minute 0 to 34, got 35"),
        (["--minutes", "5"], "minutes must be 6 to 11520 to play the canary of 10 % for 5 min"),
        (["--poll-interval", "0"], "poll delay must be 1 to 1440 min, got 0 min"),
    ],
)
def test_a_value_that_cannot_be_played_is_told_in_one_line(
    keel: Keel, release: str, arguments: list[str], told: str
) -> None:
    assert refused(keel("simulate", release, *arguments)).startswith(told)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--error-rate", "5"], "must be a share such as 5% or 0.05, got '5'"),
        (["--error-rate", "-1%"], "expected one argument"),
        (["--error-rate", "few%"], "must be a share such as 5% or 0.05, got 'few%'"),
        (["--error-rate", "nan"], "must be a share such as 5% or 0.05, got 'nan'"),
        (["--requests-per-minute", "600,"], "must be a number, at least 0, got ''"),
        (["--requests-per-minute", "inf"], "must be a number, at least 0, got 'inf'"),
        (["--runs", "many"], "must be a whole number, at least 0, got 'many'"),
        (["--runs", "1e3"], "must be a whole number, at least 0, got '1e3'"),
        (["--format", "png"], "invalid choice: 'png'"),
    ],
)
def test_a_misspelled_option_is_told_by_its_name(
    keel: Keel, release: str, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    with pytest.raises(SystemExit) as exit_:
        keel("simulate", release, *arguments)

    assert exit_.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert arguments[0] in last
    assert told in last


def test_shares_are_written_with_a_percent_sign_or_without(keel: Keel, release: str) -> None:
    runs = [keel("simulate", release, "--error-rate", rate) for rate in ("20%", "0.2")]

    assert runs[0] == runs[1]
    assert "new version: 20 % fail" in runs[0].out


def test_every_option_reaches_the_simulation(keel: Keel, release: str) -> None:
    run = keel(
        "simulate", release, "--format", "json", "--requests-per-minute", "60,0.5",
        "--error-rate", "50%", "--old-error-rate", "1%", "--throttle-rate", "2%",
        "--duration", "900", "--old-duration", "90", "--hangs", "2", "--breaks-after", "3",
        "--minutes", "60", "--runs", "7", "--seed", "9", "--metric-delay", "2",
        "--poll-interval", "3", "--rollback-delay", "1", "--watched-after", "4",
        "--rollout", "linear:25:2", "--set", "Errors.Threshold=2", "--compare",
    )  # fmt: skip
    data = json.loads(run.out)

    assert data["assumptions"] == {
        "requests_per_minute": [60, 0.5],
        "new": {
            "error_rate": 0.5,
            "throttle_rate": 0.02,
            "duration_ms": 900,
            "hang_minutes": 2,
        },
        "old": {"error_rate": 0.01, "throttle_rate": 0, "duration_ms": 90, "hang_minutes": 0},
        "breaks_after": 3,
        "minutes": 60,
        "delays": {"metric": 2, "poll": 3, "rollback": 1, "watched_after": 4},
        "runs": 7,
        "seed": 9,
    }
    assert data["strategy"] == "linear rollout of 25 % every 2 min"
    assert data["alarms"][0]["condition"].endswith(">= 2 in 1 of 5 x 60 s")
    assert len(data["compared"]) == 10


def test_equal_seeds_print_equal_answers(keel: Keel, release: str) -> None:
    few = ["simulate", release, "--requests-per-minute", "5", "--runs", "10"]

    assert keel(*few, "--seed", "3") == keel(*few, "--seed", "3")
    assert keel(*few, "--seed", "3") != keel(*few, "--seed", "4")


@pytest.mark.parametrize("minutes", ["2000", "3000"])
def test_who_waits_at_a_terminal_is_told_for_what(
    release: str, monkeypatch: pytest.MonkeyPatch, minutes: str
) -> None:
    monkeypatch.setattr("policies.cli.simulation.simulated", _stop)
    told = io.StringIO()
    monkeypatch.setattr(told, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", told)
    main(["simulate", release, "--minutes", minutes])

    is_long = "keel: playing 600,000 minutes; fewer with --runs or --minutes\n" in told.getvalue()
    assert is_long == (minutes == "3000")


def _stop(*_: object, **__: object) -> None:
    raise ValueError("enough")


def test_a_gate_fails_when_too_many_requests_do(keel: Keel, release: str) -> None:
    passed = keel("simulate", release, "--expected", "--max-failed", "6")
    failed = keel("simulate", release, "--expected", "--max-failed", "5.9")

    assert (passed.code, passed.err) == (0, "")
    assert failed.code == 1
    assert failed.err == "keel: 6 requests of the new version failed, --max-failed is 5.9\n"
    often = keel("simulate", release, "--max-failed", "9")
    assert often.err == (
        "keel: 10 requests of the new version failed in one of twenty runs, --max-failed is 9\n"
    )


def test_the_chart_is_ascii_where_it_is_asked_for(keel: Keel, release: str) -> None:
    assert keel("simulate", release, "--ascii").out.isascii()


def test_the_chart_is_ascii_where_nothing_else_can_be_shown(
    release: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = io.BytesIO()
    with io.TextIOWrapper(shown, encoding="latin-1") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        main(["simulate", release, "--expected"])

        assert shown.getvalue().isascii()
        assert shown.getvalue().startswith(SAVED.encode())


def test_colours_are_for_terminals(keel: Keel, release: str) -> None:
    assert "\x1b" not in keel("simulate", release).out
    assert "\x1b[31m" in keel("simulate", release, "--color", "always").out


def test_a_drawing_goes_to_standard_output(keel: Keel, release: str) -> None:
    assert keel("simulate", release, "--format", "svg").out.startswith("<svg xmlns=")


def test_no_other_command_imports_the_simulation() -> None:
    code = (
        "import sys; from policies.cli import main; main(['rules']); "
        "sys.exit('policies.domain.simulation' in sys.modules or 'random' in sys.modules)"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")
