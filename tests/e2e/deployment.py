"""The CDK's own command against an emulator, and what it says when it fails."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.e2e.emulator import ACCOUNT, PYTHON, REGION, ROOT, require_emulator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.e2e.emulator import Emulator
    from tests.e2e.readback import Account

VERSION: Final = json.loads((ROOT / "package.json").read_text())["devDependencies"]["aws-cdk"]
HANDLERS: Final = Path(__file__).with_name("handlers")

_SECONDS: Final = 240
_LINES: Final = 60
_HANDLER: Final = re.compile(r"^(def handler\(|handler = )", re.MULTILINE)
_CHANGED: Final = '''

_as_it_was = handler


def handler(event, context):
    """The same answer, and that it is of the second code."""
    return {**(_as_it_was(event, context) or {}), "code": "second"}
'''


class CommandError(AssertionError):
    """The CDK's command failed, or said that it had not."""


def synthesize(state: str, folder: Path, environment: Mapping[str, str]) -> Path:
    """The assembly of every app in this state: what `cdk synth` writes for tests/e2e/app.

    The second state is the first one with each handler's code changed, and with what
    tests/e2e/app/broken.py breaks.
    """
    require_emulator()
    tree = folder / state
    _copy_of_the_project(tree)
    if state == "second":
        for module in _handlers(tree):
            module.write_text(module.read_text(encoding="utf-8") + _CHANGED, encoding="utf-8")
    assembly = folder / f"{state}.out"
    context = {"handlers": str(tree / "handlers"), "state": state, **emulated_platform()}
    said = _cdk(
        "synth",
        "--quiet",
        *("--app", "python -m tests.e2e.app"),
        *_repeated("--context", context),
        *("--output", str(assembly)),
        folder=tree,
        environment={
            **environment,
            "CDK_HOME": str(folder / f"{state}-cdk-home"),
            "PYTHONPATH": str(tree),
        },
    )
    if not (assembly / "manifest.json").exists():
        raise CommandError(f"cdk synth succeeded, but there is no {assembly}/manifest.json\n{said}")
    return assembly


def emulated_platform() -> dict[str, str]:
    """What functions run on here: the emulator's own Python, on this machine.

    Compiled packages must fit it, so the app is told in its context.
    """
    asked = "import sys; print(f'PYTHON_3_{sys.version_info.minor}')"
    said = subprocess.run([PYTHON, "-c", asked], check=True, capture_output=True, text=True)
    is_arm = platform.machine().lower() in {"arm64", "aarch64"}
    return {"architecture": "arm64" if is_arm else "x86_64", "runtime": said.stdout.strip()}


class Deployment:
    """What the command does to the account of an emulator, checked by reading it back."""

    def __init__(
        self, emulator: Emulator, account: Account, folder: Path, environment: Mapping[str, str]
    ) -> None:
        self.emulator = emulator
        self.account = account
        self._empty = folder / f"{emulator.name}-empty"
        self._empty.mkdir()
        self._environment = {
            **environment,
            # An address, not a name: then the buckets are in the path, and no name is looked up.
            "AWS_ENDPOINT_URL": emulator.url,
            "AWS_ENDPOINT_URL_S3": emulator.url,
            "AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION": emulator.url,
            # It keeps there which account a key belongs to.
            "CDK_HOME": str(folder / f"{emulator.name}-cdk-home"),
        }

    def bootstrap(self) -> None:
        """The account has what the CDK deploys by: roles, a bucket, a version."""
        policy = "arn:aws:iam::aws:policy/AdministratorAccess"
        # In a folder without an app, or the app would be synthesized first.
        self._run(
            *("bootstrap", f"aws://{ACCOUNT}/{REGION}"),
            *("--cloudformation-execution-policies", policy),
        )
        assert self.account.status("CDKToolkit") == "CREATE_COMPLETE"

    def deploy(
        self, assembly: Path, *stacks: str, parameters: Mapping[str, str] | None = None
    ) -> None:
        """The stacks are what the assembly says, by what the account answers.

        Raises:
            CommandError: The command failed.
            AssertionError: It says that it has not, and a stack is not what it should be.
        """
        self._run(
            *("deploy", *stacks, "--app", str(assembly), "--require-approval", "never"),
            *("--concurrency", "4", "--progress", "events"),
            *_repeated("--parameters", parameters or {}),
        )
        for stack in stacks:
            status = self.account.status(stack)
            assert status in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}, self._not_so(stack, status)
            deployed = self.account.template(stack)
            assert deployed == template(assembly, stack), (
                f"the command succeeded, but stack {stack} is of another template"
            )

    def diff(self, assembly: Path, stack: str) -> str:
        """What a deployment would change, in the command's words."""
        # The emulator's change sets leave out what changes because of what it refers to.
        return self._run("diff", stack, "--app", str(assembly), "--method", "template")

    def destroy(self, assembly: Path, *stacks: str) -> None:
        """The stacks are gone, by what the account answers."""
        self._run("destroy", *stacks, "--app", str(assembly), "--force")
        for stack in stacks:
            status = self.account.status(stack)
            assert status is None, self._not_so(stack, status)

    def _not_so(self, stack: str, status: str | None) -> str:
        if status is None:
            return f"the command succeeded, but there is no stack {stack}"
        why = self.account.failures(stack)
        return f"the command succeeded, but stack {stack} is {status}\n{why}"

    def _run(self, *arguments: str) -> str:
        try:
            return _cdk(*arguments, folder=self._empty, environment=self._environment)
        except CommandError as error:
            error.add_note(f"the emulator's last words:\n{self.emulator.last_words()}")
            raise


def template(assembly: Path, stack: str) -> dict[str, Any]:
    """The stack's template, as it was synthesized."""
    text = (assembly / f"{stack}.template.json").read_text(encoding="utf-8")
    synthesized: dict[str, Any] = json.loads(text)
    return synthesized


def command_environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """What the command needs of ours, and nothing that leads to another account."""
    kept = {k: v for k, v in inherited.items() if not k.startswith(("AWS_", "CDK_"))}
    return kept | {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "NO_COLOR": "1",
    }


def _cdk(*arguments: str, folder: Path, environment: Mapping[str, str]) -> str:
    command = ["cdk", "--no-notices", "--no-version-reporting", *arguments]
    started = time.monotonic()
    try:
        run = subprocess.run(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        said = slow.stdout.decode(errors="replace") if isinstance(slow.stdout, bytes) else ""
        raise CommandError(f"{_line(command)}: not done after {_SECONDS} s\n{_end(said)}") from None
    print(f"{time.monotonic() - started:5.1f} s  {_line(command)}")  # noqa: T201  # for --capture=no
    if run.returncode != 0:
        raise CommandError(f"{_line(command)}: exit code {run.returncode}\n{_end(run.stdout)}")
    return run.stdout


def _repeated(option: str, values: Mapping[str, str]) -> list[str]:
    return [part for name, value in values.items() for part in (option, f"{name}={value}")]


def _line(command: Sequence[str]) -> str:
    return " ".join(part if re.fullmatch(r"[\w./:=,-]+", part) else f"'{part}'" for part in command)


def _end(said: str) -> str:
    return "\n".join(said.splitlines()[-_LINES:])


def _copy_of_the_project(tree: Path) -> None:
    """Links to all that it has, and copies of the code that a second state changes."""
    tree.mkdir()
    for entry in ROOT.iterdir():
        if entry.name not in {"apps", "cdk.out", ".git"}:
            (tree / entry.name).symlink_to(entry)
    no_bytecode = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "apps", tree / "apps", ignore=no_bytecode)
    shutil.copytree(HANDLERS, tree / "handlers", ignore=no_bytecode)


def _handlers(tree: Path) -> list[Path]:
    return [
        module
        for folder in ("apps", "handlers")
        for module in sorted((tree / folder).rglob("*.py"))
        if _HANDLER.search(module.read_text(encoding="utf-8"))
    ]
