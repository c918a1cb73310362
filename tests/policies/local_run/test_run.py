"""Functions of small assemblies, run for real: by Lambda's runtime client, in a process."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policies.local_run import memory
from policies.local_run.execution_environment import ExecutionEnvironment, Settings
from policies.local_run.refusal import RefusedRunError
from policies.local_run.runtime_process import Program
from tests.policies.local_run.assemblies import RUNTIME, write_files

if TYPE_CHECKING:
    from tests.policies.local_run.assemblies import Assembly
    from tests.policies.local_run.conftest import Invoke

ECHO = "def handler(event, context):\n    return event\n"
ENVIRONMENT = """
import os
def handler(event, context):
    return dict(os.environ)
"""


def add_link(archive: Path, name: str, target: str) -> None:
    """As `zip --symlinks` writes it."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr(entry, target)


def test_the_answer_of_the_handler_is_the_outcome(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(ECHO)

    ran = invoke({"a": [1, "ü"]})

    assert ran.answer == {"a": [1, "ü"]}
    assert ran.outcomes[0].error is None
    assert ran.notes == []
    assert ran.explanations == []


def test_the_lines_of_lambda_surround_those_of_the_handler(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function(
        """
        import logging, sys
        logging.getLogger().setLevel("INFO")
        def handler(event, context):
            print("printed")
            print("wrong", file=sys.stderr)
            logging.info("logged")
            print("unfinished", end="")
        """.replace("\n        ", "\n"),
        MemorySize=512,
    )

    lines = invoke().logs.splitlines()

    request = re.fullmatch(r"START RequestId: (\S{36}) Version: \$LATEST", lines[0])
    assert request
    assert lines[1:3] == ["printed", "wrong"]
    assert re.fullmatch(rf"\[INFO\]\t\S+Z\t{request[1]}\tlogged", lines[3])
    assert lines[4:6] == ["unfinished", f"END RequestId: {request[1]}"]
    assert re.fullmatch(
        rf"REPORT RequestId: {request[1]}\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\t"
        r"Memory Size: 512 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms",
        lines[6],
    )


def test_a_second_invocation_finds_the_environment_warm(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(
        "calls = []\ndef handler(event, context):\n    calls.append(1)\n    return len(calls)\n"
    )

    ran = invoke(times=3)

    assert [outcome.payload for outcome in ran.outcomes] == [b"1", b"2", b"3"]
    assert [outcome.init_ms is None for outcome in ran.outcomes] == [False, True, True]


def test_an_error_of_the_handler_is_the_payload(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function("def handler(event, context):\n    raise KeyError('id')\n")

    ran = invoke()

    assert ran.outcomes[0].error == "KeyError"
    assert ran.answer["errorMessage"] == "'id'"
    assert ran.answer["requestId"] == ran.outcomes[0].request_id
    assert 'app.py", line 2, in handler' in ran.answer["stackTrace"][0]
    assert "[ERROR] KeyError: 'id'\nTraceback (most recent call last):\n" in ran.logs
    assert "Status: error\tError Type: KeyError" in ran.logs


def test_a_module_that_does_not_import_fails_the_start(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function("import not_packaged\n")

    ran = invoke()

    assert ran.outcomes[0].error == "Runtime.ImportModuleError"
    assert ran.answer["errorMessage"] == (
        "Unable to import module 'app': No module named 'not_packaged'"
    )
    assert ran.outcomes[0].duration_ms == 0
    assert ran.outcomes[0].init_ms


def test_what_is_installed_on_this_machine_is_not_found(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function("import pytest\n")

    assert "No module named 'pytest'" in invoke().answer["errorMessage"]


def test_boto3_is_found_as_on_lambda(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function("import boto3\ndef handler(event, context):\n    return boto3.__name__\n")

    assert invoke().answer == "boto3"


@pytest.mark.parametrize(
    ("handler", "error", "message"),
    [
        ("app.missing", "Runtime.HandlerNotFound", "Handler 'missing' missing on module 'app'"),
        ("lost.handler", "Runtime.ImportModuleError", "No module named 'lost'"),
        ("handler", "Runtime.MalformedHandlerName", "Bad handler 'handler'"),
    ],
)
def test_a_handler_that_is_not_there_is_told_as_lambda_does(
    assembly: Assembly, invoke: Invoke, handler: str, error: str, message: str
) -> None:
    assembly.function(ECHO, Handler=handler)

    ran = invoke()

    assert ran.outcomes[0].error == error
    assert message in ran.answer["errorMessage"]


def test_an_answer_that_is_no_json_is_an_error(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function("def handler(event, context):\n    return {1, 2}\n")

    ran = invoke()

    assert ran.outcomes[0].error == "Runtime.MarshalError"
    assert "set is not JSON serializable" in ran.answer["errorMessage"]


def test_after_the_timeout_the_handler_is_killed(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(
        "import time\ndef handler(event, context):\n    print('slow')\n    time.sleep(event)\n",
        Timeout=1,
    )

    ran = invoke(60)
    [outcome] = ran.outcomes

    message = "Task timed out after 1.00 seconds"
    assert outcome.timed_out
    assert ran.answer == {
        "errorType": "Sandbox.Timedout",
        "errorMessage": f"RequestId: {outcome.request_id} Error: {message}",
    }
    assert re.search(rf"^slow\n\S+Z {outcome.request_id} {message}\nEND", ran.logs, re.MULTILINE)
    assert ran.logs.endswith("\tStatus: timeout\n")


def test_a_handler_that_writes_for_ever_is_killed_too(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(
        "import os\ndef handler(event, context):\n"
        "    while True:\n        os.write(1, b'x' * 65536)\n",
        Timeout=1,
    )

    assert invoke().outcomes[0].timed_out


def test_the_context_knows_the_time_that_is_left_and_the_function(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function(
        "def handler(event, context):\n"
        "    left = context.get_remaining_time_in_millis()\n"
        "    return [left, context.invoked_function_arn, context.memory_limit_in_mb]\n",
        Timeout=42,
        FunctionName="mine",
    )

    left, arn, limit = invoke().answer

    assert 41_000 < left <= 42_000
    assert arn == "arn:aws:lambda:eu-west-1:111122223333:function:mine"
    assert limit == "128"


@pytest.mark.skipif(not memory.can_be_measured(), reason="this system does not tell")
def test_who_takes_more_memory_than_configured_is_killed(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function(
        "import time\n"
        "kept = []\n"
        "def handler(event, context):\n"
        "    kept.append(b'x' * 200_000_000)\n"
        "    time.sleep(10)\n"
    )

    ran = invoke()
    [outcome] = ran.outcomes

    assert outcome.error == "Runtime.OutOfMemory"
    assert ran.answer["errorMessage"] == (
        f"RequestId: {outcome.request_id} Error: Runtime exited with error: signal: killed"
    )
    assert outcome.peak_mb is not None
    assert outcome.peak_mb > 128


@pytest.mark.skipif(not memory.can_be_measured(), reason="this system does not tell")
def test_a_peak_between_two_looks_counts_and_so_does_what_a_child_takes(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function(
        "import subprocess, sys\n"
        "CHILD = 'import time; kept = b\"x\" * 200_000_000; time.sleep(20)'\n"
        "def handler(event, context):\n"
        "    if event == 'child':\n"
        "        subprocess.run([sys.executable, '-c', CHILD])\n"
        "    b'x' * 200_000_000\n"
    )

    assert invoke("child").outcomes[0].error == "Runtime.OutOfMemory"
    assert invoke("own").outcomes[0].error == "Runtime.OutOfMemory"


@pytest.mark.parametrize(
    ("end", "message"),
    [
        ("os._exit(3)", "Runtime exited with error: exit status 3"),
        ("sys.exit()", "Runtime exited without providing a reason"),
        ("os.kill(os.getpid(), 11)", "Runtime exited with error: signal: segmentation fault"),
    ],
)
def test_a_process_that_ends_is_told_and_another_is_started(
    assembly: Assembly, invoke: Invoke, end: str, message: str
) -> None:
    assembly.function(f"import os, sys\ndef handler(event, context):\n    {end}\n")

    ran = invoke(times=2)

    for outcome in ran.outcomes:
        assert outcome.error == "Runtime.ExitError"
        assert f"RequestId: {outcome.request_id} Error: {message}" in ran.logs
        assert outcome.init_ms is not None


def test_a_process_that_ends_while_it_starts_is_told(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function("import os\nos._exit(7)\n")

    ran = invoke()

    assert ran.outcomes[0].error == "Runtime.ExitError"
    assert ran.answer["errorMessage"].endswith("Runtime exited with error: exit status 7")


def test_an_answer_above_6_mb_is_refused_and_the_next_is_taken(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function("def handler(event, context):\n    return 'x' * event\n")

    # With its two quotes it is 6,291,557 bytes long, one more than Lambda takes.
    ran = invoke(6_291_555)

    assert ran.outcomes[0].error == "Function.ResponseSizeTooLarge"
    assert ran.answer["errorMessage"] == (
        "Response payload size (6291557 bytes) exceeded maximum allowed payload size "
        "(6291556 bytes)."
    )
    assert len(invoke(6_291_554).answer) == 6_291_554


def test_a_start_that_takes_too_long_is_tried_again_within_the_invocation(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "slow.py": "import os, pathlib, runpy, sys, time\n"
            "mark = pathlib.Path(sys.argv[1])\n"
            "first = not mark.exists()\n"
            "mark.touch()\n"
            "time.sleep(30 if first else 0)\n"
        },
    )
    logs: list[bytes] = []
    program = Program(
        [sys.executable, str(tmp_path / "slow.py"), str(tmp_path / "mark")], {}, tmp_path, None
    )
    settings = Settings("arn", "$LATEST", timeout_seconds=20, init_seconds=0.3)
    with ExecutionEnvironment(program, settings, logs.append) as environment:
        outcome = environment.invoke(b"{}")

    # The second start ends at once: it is no runtime. What counts is that there was one.
    text = b"".join(logs).decode()
    assert re.match(
        r"INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: init\tStatus: timeout\n", text
    )
    assert outcome.error == "Runtime.ExitError"
    assert outcome.init_ms is None
    assert outcome.duration_ms > 0


def test_what_a_handler_started_ends_with_the_run(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(
        "import subprocess\n"
        "def handler(event, context):\n"
        "    return subprocess.Popen(['sleep', '60']).pid\n"
    )

    pid = invoke().answer

    status = Path(f"/proc/{pid}/stat")
    # Nobody may have buried it yet.
    assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_json_logs_are_written_where_the_function_asks_for_them(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function(
        "import logging\n"
        "def handler(event, context):\n"
        "    logging.info('no')\n"
        "    logging.warning('yes')\n",
        LoggingConfig={"LogFormat": "JSON", "ApplicationLogLevel": "WARN"},
    )

    lines = [json.loads(line) for line in invoke().logs.splitlines() if line.startswith("{")]

    assert [(line["level"], line["message"]) for line in lines] == [("WARNING", "yes")]


def test_code_may_be_an_archive_or_text_in_the_template(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function({"pkg/app.py": ECHO}, archive=True, Handler="pkg/app.handler")
    assert invoke(1).answer == 1

    assembly.function(Code={"ZipFile": ECHO}, Handler="index.handler")
    assert invoke(2).answer == 2


def test_layers_are_found_in_lambdas_order(assembly: Assembly, invoke: Invoke) -> None:
    versioned = f"python/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
    assembly.layer("First", {"python/one.py": "it = 'first'", "python/own.py": "it = 'layer'"})
    assembly.layer(
        "Second",
        {"python/one.py": "it = 'second'", "python/two.py": "", f"{versioned}/two.py": "it = 'v'"},
        archive=True,
    )
    assembly.function(
        {
            "app.py": "import one, own, two\n"
            "def handler(event, context):\n    return [own.it, one.it, two.it]\n",
            "own.py": "it = 'code'",
        },
        Layers=[{"Ref": "First"}, {"Ref": "Second"}],
    )

    # The code before every layer, the later layer over the earlier, site-packages before python.
    assert invoke().answer == ["code", "second", "v"]


def test_a_layer_that_the_assembly_lacks_is_told_and_can_be_given(
    assembly: Assembly, invoke: Invoke, tmp_path: Path
) -> None:
    arn = "arn:aws:lambda:eu-west-1:111122223333:layer:tools:3"
    assembly.function(
        "import tools\ndef handler(event, context):\n    return tools.it\n",
        Layers=[arn, {"Ref": "Unknown"}],
    )
    layer = write_files(tmp_path / "layer.zip", {"python/tools.py": "it = 5"}, archive=True)

    assert invoke().notes == [
        f"layer {arn} is not in the assembly; --layer PATH adds it",
        "a layer known at deployment only is not in the assembly; --layer PATH adds it",
    ]
    assert invoke(layers=[layer]).answer == 5


def test_a_search_path_of_the_functions_own_takes_the_place_of_the_layers(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.layer("Lib", {"python/tools.py": "", "mine/tools.py": "it = 'mine'"})
    assembly.function(
        "import tools\ndef handler(event, context):\n    return tools.it\n",
        Layers=[{"Ref": "Lib"}],
        Environment={"Variables": {"PYTHONPATH": "/opt/mine:/usr/optional"}},
    )

    assert invoke().answer == "mine"


def test_a_handler_cannot_change_the_assembly(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(
        "import os, pathlib\n"
        "def handler(event, context):\n"
        "    here = pathlib.Path(__file__)\n"
        "    mode = here.stat().st_mode & 0o222\n"
        "    here.chmod(0o644)\n"
        "    here.write_text('changed')\n"
        "    return [mode, here.parent.stat().st_mode & 0o222, os.getcwd() == str(here.parent)]\n"
    )
    before = {path: path.read_bytes() for path in assembly.path.rglob("*") if path.is_file()}

    assert invoke().answer == [0, 0, True]

    after = {path: path.read_bytes() for path in assembly.path.rglob("*") if path.is_file()}
    assert after == before


def test_there_is_a_folder_to_write_to_and_it_is_gone_afterwards(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function(
        "import tempfile\n"
        "def handler(event, context):\n"
        "    with tempfile.NamedTemporaryFile(delete=False) as file:\n"
        "        return file.name\n"
    )

    written = Path(invoke().answer)

    assert not written.parent.parent.exists()


def test_pth_files_of_the_code_are_followed_and_exit_is_known(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function(
        {
            "app.py": "import inside\ndef handler(event, context):\n    return callable(exit)\n",
            "vendored.pth": "vendored\n",
            "vendored/inside.py": "",
        }
    )

    assert invoke().answer is True


def test_lambdas_variables_are_set(assembly: Assembly, invoke: Invoke) -> None:
    group = {"LogGroup": "/own/group"}
    assembly.function(ENVIRONMENT, FunctionName="mine", MemorySize=256, LoggingConfig=group)

    told = invoke().answer

    expected = {
        "_HANDLER": "app.handler",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_python{sys.version_info[0]}.{sys.version_info[1]}",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
        "AWS_LAMBDA_FUNCTION_NAME": "mine",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": "/own/group",
        "AWS_REGION": "eu-west-1",
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
    }
    assert {key: told[key] for key in expected} == expected
    assert re.fullmatch(
        r"\d{4}/\d\d/\d\d/\[\$LATEST\][0-9a-f]{32}", told["AWS_LAMBDA_LOG_STREAM_NAME"]
    )
    assert told["_X_AMZN_TRACE_ID"].startswith("Root=1-")
    assert told["LAMBDA_TASK_ROOT"].endswith("/task")
    assert told["LAMBDA_RUNTIME_DIR"].endswith("/runtime")
    assert told["AWS_LAMBDA_RUNTIME_API"].startswith("127.0.0.1:")
    assert "AWS_LAMBDA_LOG_FORMAT" not in told


def test_a_function_without_a_name_gets_one_of_its_stack(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function(ENVIRONMENT)

    told = invoke().answer

    assert told["AWS_LAMBDA_FUNCTION_NAME"] == "App-Fn"
    assert told["AWS_LAMBDA_LOG_GROUP_NAME"] == "/aws/lambda/App-Fn"


def test_the_templates_variables_are_set_and_the_users_win(
    assembly: Assembly, invoke: Invoke
) -> None:
    variables = {
        "KEPT": "yes",
        "NUMBER": 5,
        "REGION": {"Ref": "AWS::Region"},
        "TABLE": {"Ref": "Unknown"},
        "OTHER": {"Ref": "Unknown"},
        "AWS_REGION": "us-west-2",
    }
    assembly.function(ENVIRONMENT, Environment={"Variables": variables})

    ran = invoke(variables={"TABLE": "mine", "KEPT": "no", "NEW": "1"})

    told = {key: ran.answer[key] for key in ("KEPT", "NUMBER", "REGION", "TABLE", "NEW")}
    assert told == {"KEPT": "no", "NUMBER": "5", "REGION": "eu-west-1", "TABLE": "mine", "NEW": "1"}
    assert ran.answer["AWS_REGION"] == "eu-west-1"
    assert "OTHER" not in ran.answer
    assert ran.notes == [
        "left out, known at deployment only: OTHER (parameter Unknown); --env NAME=VALUE gives one"
    ]


def test_variables_that_are_all_unknown_are_told_as_such(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.function(ECHO, Environment={"Variables": {"Ref": "Unknown"}})

    [note] = invoke().notes

    assert note.startswith("left out, known at deployment only: Environment (parameter Unknown); ")


@pytest.mark.parametrize("variables", [{"A": "\0"}, {"A=B": ""}, {"": "a"}, {"A": "\ud800"}])
def test_a_variable_that_no_process_can_have_is_refused(
    assembly: Assembly, invoke: Invoke, variables: dict[str, str]
) -> None:
    assembly.function(ECHO)

    with pytest.raises(RefusedRunError, match="is a variable that no process can be given"):
        invoke(variables=variables)


def test_nothing_of_the_users_environment_is_passed_on(
    assembly: Assembly, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "mine")
    monkeypatch.setenv("SOMETHING", "mine")
    assembly.function(ENVIRONMENT)

    told = invoke().answer

    assert "AWS_ACCESS_KEY_ID" not in told
    assert "SOMETHING" not in told
    assert told["HOME"] == told["TMPDIR"]
    assert told["AWS_SHARED_CREDENTIALS_FILE"] == told["AWS_CONFIG_FILE"] == os.devnull
    assert told["AWS_EC2_METADATA_DISABLED"] == "true"


def test_the_users_aws_configuration_is_passed_on_when_asked_for(
    assembly: Assembly, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "mine")
    monkeypatch.setenv("AWS_REGION", "us-west-2")
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setenv("SOMETHING", "mine")
    assembly.function(ENVIRONMENT)

    told = invoke(with_credentials=True).answer

    assert told["AWS_PROFILE"] == "mine"
    assert told["AWS_REGION"] == "eu-west-1"
    assert told["HOME"] == "/home/me"
    assert "AWS_SHARED_CREDENTIALS_FILE" not in told
    assert "SOMETHING" not in told


def test_a_call_that_lacks_credentials_is_explained(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(
        "def handler(event, context):\n    raise OSError('Unable to locate credentials')\n"
    )

    [explanation] = invoke().explanations

    assert explanation.startswith("the handler has no AWS credentials here; --pass-credentials ")


def test_an_alias_is_part_of_the_arn_and_has_a_version(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(
        "def handler(event, context):\n"
        "    return [context.invoked_function_arn, context.function_version]\n",
        FunctionName="mine",
    )
    alias = {"FunctionName": {"Ref": "Fn"}, "FunctionVersion": "1", "Name": "PROD"}
    assembly.resource("Alias", "AWS::Lambda::Alias", alias)
    arn = "arn:aws:lambda:eu-west-1:111122223333:function:mine"

    assert invoke(qualifier="PROD").answer == [f"{arn}:PROD", "1"]
    assert invoke(qualifier="7").answer == [f"{arn}:7", "7"]
    with pytest.raises(RefusedRunError, match=r"App/Fn has no alias 'PRD'; did you mean 'PROD'\?"):
        invoke(qualifier="PRD")
    with pytest.raises(RefusedRunError, match="App/Fn has no alias 'beta'; it has PROD"):
        invoke(qualifier="beta")


def test_what_is_not_as_on_lambda_is_told(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(
        ECHO,
        Runtime="python3.99",
        MemorySize={"Ref": "Unknown"},
        Timeout={"Ref": "Unknown"},
        Environment={"Variables": {"AWS_LAMBDA_EXEC_WRAPPER": "/opt/wrapper"}},
        FileSystemConfigs=[{"Arn": "arn", "LocalMountPath": "/mnt/all"}],
        DurableConfig={"ExecutionTimeout": 60},
        SnapStart={"ApplyOn": "PublishedVersions"},
    )

    here = f"Python {sys.version_info[0]}.{sys.version_info[1]}"
    assert invoke().notes == [
        f"App/Fn is for python3.99, and runs on {here} here; --python PATH takes another",
        "its memory is known at deployment only, so that none is too much here",
        "its timeout is known at deployment only, so that the longest holds here",
        "AWS_LAMBDA_EXEC_WRAPPER is not run here: the handler starts without its wrapper",
        "its file systems are not mounted here",
        "durable execution is not run here: the event reaches the handler as it is",
        "SnapStart is not run here, and neither are its hooks",
    ]


def test_a_system_that_does_not_tell_memory_is_told_of(
    assembly: Assembly, invoke: Invoke, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(memory, "_PROC", tmp_path)
    assembly.function(ECHO)

    ran = invoke()

    assert ran.notes == [
        "this system does not tell how much memory it takes, so that none is too much here"
    ]
    assert "Max Memory Used" not in ran.logs


def test_layers_for_another_python_explain_an_import_that_fails(
    assembly: Assembly, invoke: Invoke
) -> None:
    assembly.layer("Lib", {"python/lib/python3.99/site-packages/tools.py": ""})
    assembly.function("import tools\n", Layers=[{"Ref": "Lib"}])

    [explanation] = invoke().explanations

    assert explanation == f"the layers have packages for python3.99 alone, and not for {RUNTIME}"


def test_a_system_without_processes_like_those_of_linux_is_refused(
    assembly: Assembly, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    assembly.function(ECHO)
    monkeypatch.delattr(os, "killpg")

    with pytest.raises(RefusedRunError, match="on Windows, use WSL"):
        invoke()


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ({"Runtime": "nodejs24.x"}, "App/Fn runs on nodejs24.x, and keel invoke runs Python alone"),
        ({"Runtime": {"Ref": "Unknown"}}, "App/Fn has no runtime that is known before"),
        (
            {"Environment": {"Ref": "Unknown"}, "Code": {"S3Bucket": "b", "S3Key": "k"}},
            "App/Fn: its code is s3://b/k",
        ),
        ({"Handler": {"Ref": "Unknown"}}, "App/Fn has no handler that is known before"),
        (
            {"PackageType": "Image", "Code": {"ImageUri": "1.dkr.ecr.eu-west-1.amazonaws.com/a"}},
            "App/Fn is a container image: run that by the Runtime Interface Emulator",
        ),
        (
            {"Code": {"S3Bucket": "own", "S3Key": "code.zip"}},
            "App/Fn: its code is s3://own/code.zip, and only code in the assembly can be run",
        ),
        ({"Code": {"S3Bucket": {"Ref": "Unknown"}}}, r"App/Fn: its code is s3://\.\.\./, and"),
        ({"Code": {"ZipFile": {"Ref": "Unknown"}}}, "App/Fn: its inline code is known at deploym"),
    ],
)
def test_what_cannot_be_run_is_refused(
    assembly: Assembly, invoke: Invoke, properties: dict[str, Any], message: str
) -> None:
    assembly.function(ECHO, **properties)

    with pytest.raises(RefusedRunError, match=message):
        invoke()


def test_a_package_that_was_not_staged_is_named(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(ECHO, metadata={"aws:asset:path": "asset.0"})
    (assembly.path / "asset.0").rename(assembly.path / "elsewhere")

    message = "App/Fn: its package asset.0 is not in the assembly; run cdk synth again, without --n"
    with pytest.raises(RefusedRunError, match=message):
        invoke()


def test_a_package_that_cannot_be_copied_is_named(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(ECHO)
    os.mkfifo(assembly.path / "asset.0" / "pipe")

    with pytest.raises(RefusedRunError, match=r"asset\.0: `.*pipe` is a named pipe"):
        invoke()


def test_the_modes_of_an_archive_are_kept(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function(
        "import os\ndef handler(event, context):\n"
        "    return [os.access('tool', os.X_OK), oct(os.stat('tool').st_mode)]\n",
        archive=True,
    )
    with zipfile.ZipFile(assembly.path / "asset.0.zip", "a") as archive:
        entry = zipfile.ZipInfo("tool")
        entry.external_attr = 0o755 << 16
        archive.writestr(entry, "#!/bin/sh\n")
        archive.mkdir("folder")

    assert invoke().answer == [True, "0o100555"]


def test_an_archive_reaches_nothing_outside_of_the_code(
    assembly: Assembly, invoke: Invoke, tmp_path: Path
) -> None:
    assembly.function(ECHO, archive=True)
    outside = tmp_path / "outside"
    outside.write_text("mine")
    with zipfile.ZipFile(assembly.path / "asset.0.zip", "a") as archive:
        for name in (str(outside), f"../../../../../../../..{outside}"):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o777 << 16
            archive.writestr(entry, "theirs")

    assert invoke(1).answer == 1
    assert outside.read_text() == "mine"
    assert outside.stat().st_mode & 0o111 == 0


def test_a_link_in_the_code_stays_one(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function({"real.py": ECHO})
    (assembly.path / "asset.0" / "app.py").symlink_to("real.py")

    assert invoke(5).answer == 5


def test_a_link_in_an_archive_stays_one(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function({"real.py": ECHO}, archive=True)
    add_link(assembly.path / "asset.0.zip", "app.py", "real.py")

    assert invoke(5).answer == 5


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_layer_is_not_written_through_the_links_of_another(
    kind: str, assembly: Assembly, invoke: Invoke, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "precious.py").write_text("it = 'mine'")
    first, second = tmp_path / "first.zip", tmp_path / "second"
    add_link(first, "python/folder", str(own))
    add_link(first, "python/alias.py", str(own / "precious.py"))
    write_files(second, {"python/folder/precious.py": "it = 1", "python/alias.py": "it = 2"})
    if kind == "zip":
        second = Path(shutil.make_archive(str(second), kind, second))
    assembly.function(
        "from alias import it\nfrom folder import precious\n\n"
        "def handler(event, context):\n    return [it, precious.it]\n"
    )

    assert invoke(layers=[first, second]).answer == [2, 1]
    assert [path.name for path in own.iterdir()] == ["precious.py"]
    assert (own / "precious.py").read_text() == "it = 'mine'"


def test_of_a_file_and_a_folder_of_one_name_the_later_layer_has_it(
    assembly: Assembly, invoke: Invoke, tmp_path: Path
) -> None:
    for name, files in {
        "first": {"python/one/__init__.py": "it = 1", "python/two": ""},
        "second": {"python/one": "", "python/two/__init__.py": "it = 2"},
    }.items():
        write_files(tmp_path / name, files)
    assembly.function(
        "import importlib.util as found, two\n\n"
        "def handler(event, context):\n    return [found.find_spec('one'), two.it]\n"
    )

    assert invoke(layers=[tmp_path / "first", tmp_path / "second"]).answer == [None, 2]


def test_an_archive_that_is_none_is_refused(assembly: Assembly, invoke: Invoke) -> None:
    assembly.function({"app.py": ECHO}, archive=True)
    (assembly.path / "asset.0.zip").write_bytes(b"no archive")

    with pytest.raises(RefusedRunError, match=r"asset\.0\.zip: no \.zip archive; run cdk synth"):
        invoke()
