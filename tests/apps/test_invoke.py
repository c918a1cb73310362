"""The apps answer `keel invoke` as they are synthesized; and so does docs/local-runs.md."""

from __future__ import annotations

import json
import re
import shlex
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from aws_cdk import App
from aws_cdk.assertions import Template

from apps.__main__ import build
from policies.cli import main
from tests.conftest import CDK_JSON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Invoke = Callable[..., "Answered"]

FAULT = {"sensor": "a", "time": "2026-11-21T12:00:00Z", "temperature": 101, "voltage": 12}
ORDER = {
    "routeKey": "POST /orders",
    "headers": {"idempotency-key": "k-1"},
    "requestContext": {"authorizer": {"iam": {"accountId": "123456789012"}}},
    "body": json.dumps({"item": "pump", "quantity": 2}),
}


class Answered(NamedTuple):
    """What a function answered, and what `keel invoke` said of it."""

    code: int
    answer: Any
    logs: str


class Table(BaseHTTPRequestHandler):
    """DynamoDB, as far as one that keeps everything goes."""

    def log_message(self, *_: Any) -> None: ...

    def do_POST(self) -> None:
        request = self.rfile.read(int(self.headers["Content-Length"]))
        kept: list[Any] = self.server.kept  # type: ignore[attr-defined]
        kept.append(json.loads(request))
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")


class StandIn(NamedTuple):
    """Where the stand-in is, and what was put into its tables."""

    address: str
    kept: list[Any]


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `cdk synth` writes for the apps."""
    directory = tmp_path_factory.mktemp("synthesized") / "cdk.out"
    flags = json.loads(CDK_JSON.read_text(encoding="utf-8"))["context"]
    app = App(outdir=str(directory), builtin_cloud_formation_validation=False, context=flags)
    build(app)
    app.synth()
    return directory


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    server = HTTPServer(("127.0.0.1", 0), Table)
    server.kept = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield StandIn(f"http://127.0.0.1:{server.server_port}", server.kept)  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def invoke(assembly: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Invoke:
    def invoked(function: str, event: Any, *options: str) -> Answered:
        file = tmp_path / "event.json"
        file.write_text(json.dumps(event), encoding="utf-8")
        code = main(
            ["invoke", function, "--event", str(file), "--assembly", str(assembly), *options]
        )
        out, err = capsys.readouterr()
        return Answered(code, json.loads(out), err)

    return invoked


def options(stand_in: StandIn, **variables: str) -> list[str]:
    credentials = {"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing"}
    given = {"AWS_ENDPOINT_URL": stand_in.address, **credentials, **variables}
    return [part for name, value in given.items() for part in ("--env", f"{name}={value}")]


def test_sensors_hands_back_what_it_cannot_read(invoke: Invoke) -> None:
    record = {"messageId": "m-1", "body": "no JSON"}

    ran = invoke("sensors/detector", {"Records": [record]})

    assert ran.code == 0
    assert ran.answer == {"batchItemFailures": [{"itemIdentifier": "m-1"}]}
    assert '"message": "unreadable reading"' in ran.logs
    assert "left out, known at deployment only: FAULTS_TABLE (" in ran.logs


def test_sensors_keeps_a_fault(invoke: Invoke, stand_in: StandIn) -> None:
    record = {"messageId": "m-1", "body": json.dumps(FAULT)}

    ran = invoke("Detector", {"Records": [record]}, *options(stand_in, FAULTS_TABLE="faults"))

    assert ran.answer == {"batchItemFailures": []}
    [put] = stand_in.kept
    assert put["TableName"] == "faults"
    assert put["Item"]["sensor"] == {"S": "a"}


def test_orders_makes_an_order(invoke: Invoke, stand_in: StandIn) -> None:
    ran = invoke("orders/orders", ORDER, *options(stand_in, ORDERS_TABLE="orders"))

    assert ran.code == 0
    assert ran.answer["statusCode"] == 201
    assert stand_in.kept[0]["Item"]["item"] == {"S": "pump"}


def test_orders_refuses_what_is_no_order_without_any_table(invoke: Invoke) -> None:
    ran = invoke("Orders", {**ORDER, "headers": {}})

    assert ran.answer["statusCode"] == 400


def test_payments_knows_the_alias_it_is_called_by(invoke: Invoke, stand_in: StandIn) -> None:
    payment = {"id": "p-1", "amount_cents": 1250}
    tables = options(stand_in, PROD_TABLE="prod", BETA_TABLE="beta", DEV_TABLE="dev")

    ran = invoke("payments/payments", payment, "--qualifier", "BETA", *tables)

    assert ran.answer == {"status": "taken"}
    assert stand_in.kept[0]["TableName"] == "beta"


def test_a_smoke_test_without_an_account_says_what_it_lacks(invoke: Invoke) -> None:
    hook = {"DeploymentId": "d", "LifecycleEventHookExecutionId": "e"}

    ran = invoke("payments/smoke", hook, "--env", "NEW_VERSION_ARN=arn")

    assert ran.code == 1
    assert ran.answer["errorType"] == "NoCredentialsError"
    assert "keel: the handler has no AWS credentials here; --pass-credentials" in ran.logs


PAGE = Path(__file__).parents[2] / "docs" / "local-runs.md"
# What is another one at every run.
CHANGING = {
    re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"): "<id>",
    re.compile(r"[0-9.]+ ms"): "# ms",
    re.compile(r"Max Memory Used: \d+ MB"): "Max Memory Used: # MB",
    # What is said of another Python, and of another machine, is another thing on each.
    re.compile(r"^keel: (\S+ is for python|taken from Python).*\n", re.MULTILINE): "",
}


def fixed(text: str) -> str:
    for changing, same in CHANGING.items():
        text = changing.sub(same, text)
    return text


def blocks(language: str, start: str = "") -> list[str]:
    """The fenced blocks of the page in a language, of those that begin like this."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [block for block in found if block.startswith(start)]


def shown() -> list[list[str]]:
    """Each `keel invoke` of the page with what it is said to print."""
    return [block.removeprefix("$ ").split("\n", 1) for block in blocks("console", "$ keel ")]


@pytest.mark.parametrize(("command", "output"), shown())
def test_a_command_of_the_page_prints_what_it_says(
    command: str,
    output: str,
    assembly: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(PAGE.parents[1])
    # As on a terminal, where both streams meet.
    monkeypatch.setattr(sys, "stderr", sys.stdout)

    main([*shlex.split(command)[1:], "--assembly", str(assembly)])

    expected = ".*".join(re.escape(part) for part in fixed(output).split("..."))
    assert re.fullmatch(expected, fixed(capfd.readouterr().out), re.DOTALL)


def test_the_page_shows_commands_and_tells_every_option(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["invoke", "--help"])

    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert len(options) == 9
    assert [option for option in options if option not in PAGE.read_text("utf-8")] == []
    assert len(shown()) == 2


def test_the_images_of_the_page_synthesize(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PAGE.parents[1])
    [code] = blocks("python")
    names: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), names)  # noqa: S102 - the page is ours
    stack = names["Images"](App(builtin_cloud_formation_validation=False), "Images")

    functions = Template.from_stack(stack).find_resources("AWS::Lambda::Function")
    assert [each["Properties"]["PackageType"] for each in functions.values()] == ["Image", "Image"]
