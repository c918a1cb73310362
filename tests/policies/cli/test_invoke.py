"""`keel invoke` as its users meet it; what runs is tested in tests/policies/local_run."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.policies.local_run.assemblies import Assembly

if TYPE_CHECKING:
    from pathlib import Path

    from tests.policies.cli.conftest import Keel, Write

ECHO = "import os\ndef handler(event, context):\n    return [event, os.environ.get('NAME')]\n"


@pytest.fixture
def assembly(empty_folder: Path) -> Assembly:
    return Assembly(empty_folder / "cdk.out")


def test_the_answer_is_on_standard_output_and_the_rest_on_standard_error(
    keel: Keel, assembly: Assembly, write: Write
) -> None:
    assembly.function("def handler(event, context):\n    print('log')\n    return event\n")
    write("event.json", '{"a":  1}')

    ran = keel("invoke", "app/fn", "--event", "event.json")

    assert ran.code == 0
    assert ran.out == '{"a": 1}\n'
    lines = ran.err.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["START", "log", "END", "REPORT"]


def test_the_event_may_come_from_standard_input_or_not_at_all(
    keel: Keel, assembly: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    assembly.function(ECHO)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[5]")))

    assert keel("invoke", "Fn", "--event", "-").out == "[[5], null]\n"
    assert keel("invoke", "Fn").out == "[{}, null]\n"


def test_a_mark_before_the_event_is_passed_over(
    keel: Keel, assembly: Assembly, write: Write
) -> None:
    assembly.function(ECHO)
    write("event.json", "\ufeff[5]")

    assert keel("invoke", "Fn", "--event", "event.json").out == "[[5], null]\n"


def test_an_error_of_the_handler_is_exit_code_1_and_the_payload_is_printed(
    keel: Keel, assembly: Assembly
) -> None:
    assembly.function("def handler(event, context):\n    raise ValueError('no')\n")

    ran = keel("invoke", "Fn", "--count", "2")

    assert ran.code == 1
    first, second = map(json.loads, ran.out.splitlines())
    assert first["errorType"] == second["errorType"] == "ValueError"
    assert ran.err.count("REPORT") == 2
    assert ran.err.count("Init Duration") == 1


def test_what_differs_is_told_before_and_what_explains_after(
    keel: Keel, assembly: Assembly
) -> None:
    assembly.function(
        "def handler(event, context):\n    raise OSError('Unable to locate credentials')\n",
        Runtime="python3.99",
    )

    lines = keel("invoke", "Fn").err.splitlines()

    assert lines[0].startswith("keel: App/Fn is for python3.99, and runs on Python 3.")
    assert lines[-1].startswith("keel: the handler has no AWS credentials here; ")


def test_variables_come_from_files_and_the_command_line(
    keel: Keel, assembly: Assembly, write: Write
) -> None:
    assembly.function("import os\ndef handler(event, context):\n    return dict(os.environ)\n")
    write(".env", "# mine\n\nexport ONE=1\nTWO = 'a b'\nTHREE=\nFOUR=x=y\n")
    write("more.json", {"TWO": "2", "FIVE": "5"})

    files = ("--env-file", ".env", "--env-file", "more.json")
    told = json.loads(keel("invoke", "Fn", *files, "--env", "FIVE=five").out)

    assert {name: told[name] for name in ("ONE", "TWO", "THREE", "FOUR", "FIVE")} == {
        "ONE": "1",
        "TWO": "2",
        "THREE": "",
        "FOUR": "x=y",
        "FIVE": "five",
    }


def test_quotes_around_a_value_of_a_file_are_left_out(
    keel: Keel, assembly: Assembly, write: Write
) -> None:
    assembly.function(ECHO)
    write(".env", 'NAME="a b\'"\n')

    assert keel("invoke", "Fn", "--env-file", ".env").out == '[{}, "a b\'"]\n'


def test_layers_pythons_and_aliases_can_be_named(
    keel: Keel, assembly: Assembly, write: Write
) -> None:
    assembly.function(
        "import tools\ndef handler(event, context):\n"
        "    return [tools.it, context.invoked_function_arn.rpartition(':')[2]]\n",
        Layers=["arn:aws:lambda:eu-west-1:111122223333:layer:tools:3"],
    )
    write("layer/python/tools.py", "it = 5")

    options = ("--layer", "layer", "--python", sys.executable, "--qualifier", "3")
    assert keel("invoke", "Fn", *options).out == '[5, "3"]\n'


def test_credentials_are_passed_on_when_asked_for(
    keel: Keel, assembly: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "mine")
    assembly.function(
        "import os\ndef handler(event, context):\n    return os.environ['AWS_PROFILE']\n"
    )

    assert keel("invoke", "Fn", "--pass-credentials").out == '"mine"\n'


def test_another_assembly_can_be_named(keel: Keel, empty_folder: Path) -> None:
    Assembly(empty_folder / "other", "Other").function(ECHO)

    assert keel("invoke", "other", "--assembly", "other").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nobody"], "cdk.out has no function 'nobody'; it has App/Fn, App/Two"),
        ([], "name a function: cdk.out has App/Fn, App/Two"),
        (["App"], "'App' may be App/Fn or App/Two; write more of the path"),
        (["Fn", "--count", "0"], "--count must be at least 1, got 0"),
        (["Fn", "--env", "NAME"], "--env must be NAME=VALUE, got 'NAME'"),
        (["Fn", "--env", "=5"], "--env must be NAME=VALUE, got '=5'"),
        (["Fn", "--env", "_HANDLER=x"], "_HANDLER is what the run itself stands on; leave it out"),
        (["Fn", "--env-file", "no"], "no: no such file or directory"),
        (["Fn", "--env-file", "broken.env"], "broken.env:2: must be NAME=VALUE, got 'TWO'"),
        (["Fn", "--env-file", "broken.json"], "broken.json: no JSON: Expecting property"),
        (["Fn", "--env-file", "number.json"], "number.json: ONE must be a string, got 1"),
        (["Fn", "--env-file", "binary"], "binary: 'utf-8' codec can't decode"),
        (["Fn", "--event", "no.json"], "no.json: no such file or directory"),
        (["Fn", "--event", "."], ".: is a directory"),
        (["Fn", "--event", "broken.json"], "broken.json: no JSON: Expecting property"),
        (["Fn", "--event", "a\0b"], "embedded null byte"),
        (["Fn", "--event", "binary"], "binary: no JSON: 'utf-8' codec can't decode"),
        (["Fn", "--event", "nan.json"], "nan.json: no JSON: NaN is none of its values"),
        (["Fn", "--event", "large.json"], "large.json: event must be at most 6291456 bytes, got 6"),
        (["Fn", "--python", "/no"], "/no: no such file or directory"),
        (["Fn", "--layer", "no.zip"], "no.zip: no such file or directory"),
        (["Fn", "--layer", "broken.json"], "broken.json: no .zip archive"),
        (["Fn", "--assembly", "no"], "no could not be read; run cdk synth first"),
        (["Fn", "--assembly", "empty"], "empty could not be read; run cdk synth first"),
        (["Fn", "--assembly", "half"], "half could not be read; run cdk synth first"),
    ],
)
def test_misuse_is_one_line_and_exit_code_2(
    keel: Keel, assembly: Assembly, write: Write, arguments: list[str], message: str
) -> None:
    assembly.function(ECHO)
    assembly.function(ECHO, logical_id="Two")
    write("broken.env", "ONE=1\nTWO\n")
    write("broken.json", "{")
    write("number.json", {"ONE": 1})
    write("binary", b"\xff\xfe\xfd")
    write("nan.json", "[NaN]")
    if "large.json" in arguments:
        write("large.json", json.dumps("x" * 6_291_456))
    write("empty/nothing.txt", "")
    write("half/cdk.out", "{}")

    ran = keel("invoke", *arguments)

    assert ran.code == 2
    assert ran.out == ""
    assert message in ran.err.splitlines()[-1]
    assert "Traceback" not in ran.err


def test_what_cannot_be_read_is_told_and_the_rest_is_run(
    keel: Keel, assembly: Assembly, write: Write
) -> None:
    assembly.function(ECHO)
    manifest = json.loads((assembly.path / "manifest.json").read_text())
    manifest["artifacts"]["Lost"] = {
        "type": "aws:cloudformation:stack",
        "properties": {"templateFile": "Lost.template.json"},
    }
    write("cdk.out/manifest.json", manifest)

    ran = keel("invoke", "Fn")

    assert ran.code == 0
    assert ran.err.startswith("keel: cdk.out/Lost.template.json: ")


def test_a_template_outside_an_assembly_has_no_code(keel: Keel, write: Write) -> None:
    function = {
        "Type": "AWS::Lambda::Function",
        "Properties": {"Runtime": "python3.14", "Handler": "a.b", "Code": {"S3Key": "a.zip"}},
    }
    write("template.json", {"Resources": {"Fn": function}})

    ran = keel("invoke", "Fn", "--assembly", "template.json")

    assert ran.code == 2
    assert ran.err == (
        "keel: template.json/Fn: not in a cloud assembly; name a cdk.out with --assembly\n"
    )


def test_a_character_that_comes_in_two_blocks_stays_one(keel: Keel, assembly: Assembly) -> None:
    assembly.function(
        "import os, time\ndef handler(event, context):\n"
        "    os.write(1, b'\\xc3')\n    time.sleep(0.1)\n    os.write(1, b'\\xbc\\n')\n"
    )

    assert "\nü\n" in keel("invoke", "Fn").err


def test_a_closed_standard_input_is_told(
    keel: Keel, assembly: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    assembly.function(ECHO)
    monkeypatch.setattr(sys, "stdin", None)

    assert keel("invoke", "Fn", "--event", "-").err == "keel: standard input is closed\n"


def test_a_closed_standard_error_ends_nothing(
    keel: Keel, assembly: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    assembly.function(ECHO)
    monkeypatch.setattr(sys, "stderr", None)

    assert keel("invoke", "Fn").out == "[{}, null]\n"


def test_other_commands_do_not_pay_for_it() -> None:
    check = "import policies.cli, sys; sys.exit('policies.local_run' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", check], check=False, env=os.environ).returncode == 0
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_ends_the_command_ends_the_handler(
    assembly: Assembly, empty_folder: Path, number: signal.Signals
) -> None:
    assembly.function(
        "import os, pathlib, time\n"
        "def handler(event, context):\n"
        f"    pathlib.Path('{empty_folder}/pid').write_text(str(os.getpid()))\n"
        "    time.sleep(60)\n",
        Timeout=60,
    )
    folder = empty_folder / "folders"
    folder.mkdir()
    command = [sys.executable, "-m", "policies.cli", "invoke", "Fn"]
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(
        command,
        env=environment,
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background has Ctrl-C ignored, by all that they start.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - as said
    ) as process:
        while not (empty_folder / "pid").exists() or not (empty_folder / "pid").read_text():
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(number)
        process.communicate()

    assert process.returncode == (130 if number == signal.SIGINT else 128 + number)
    assert list(folder.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int((empty_folder / "pid").read_text()), 0)
