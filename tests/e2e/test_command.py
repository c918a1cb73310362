"""The word of the CDK's command is not believed, and nothing that it starts leaves the machine."""

from __future__ import annotations

import os
import subprocess
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from tests.e2e.deployment import VERSION, CommandError, Deployment, command_environment
from tests.e2e.outside import Outside

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Assemblies
    from tests.e2e.readback import Account


def test_the_command_is_the_pinned_one() -> None:
    said = subprocess.run(["cdk", "--version"], check=True, capture_output=True, text=True)  # noqa: S607

    assert said.stdout.split()[0] == VERSION


def test_a_command_that_fails_is_told_with_what_it_said(plain: Deployment, folder: Path) -> None:
    with pytest.raises(CommandError, match=r"exit code 1\n.*nowhere") as failure:
        plain.diff(folder / "nowhere.out", "Orders")

    assert any("last words" in note for note in failure.value.__notes__)


def test_success_without_a_stack_is_a_failure(
    plain: Deployment, assemblies: Assemblies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Deployment, "_run", lambda *_: "done")

    with pytest.raises(AssertionError, match="succeeded, but there is no stack Orders"):
        plain.deploy(assemblies.first, "Orders")


def test_success_with_a_stack_of_another_template_is_a_failure(
    trial_first: Account,
    plain: Deployment,
    assemblies: Assemblies,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert trial_first is plain.account
    monkeypatch.setattr(Deployment, "_run", lambda *_: "done")

    with pytest.raises(AssertionError, match="stack Trial is of another template"):
        plain.deploy(assemblies.second, "Trial")


def test_success_with_a_stack_left_is_a_failure(
    trial_first: Account,
    plain: Deployment,
    assemblies: Assemblies,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert trial_first is plain.account
    monkeypatch.setattr(Deployment, "_run", lambda *_: "done")

    with pytest.raises(AssertionError, match="succeeded, but stack Trial is CREATE_COMPLETE"):
        plain.destroy(assemblies.first, "Trial")


def test_no_credentials_and_no_account_of_ours_reach_it() -> None:
    inherited = {"AWS_PROFILE": "work", "AWS_SESSION_TOKEN": "secret", "CDK_OUTDIR": "x", "A": "b"}

    given = command_environment(inherited)

    assert given["A"] == "b"
    assert given["AWS_ACCESS_KEY_ID"] == "test"
    assert not given.keys() & {"AWS_PROFILE", "AWS_SESSION_TOKEN", "CDK_OUTDIR"}


def test_who_asks_for_the_world_outside_is_noted_and_refused() -> None:
    with Outside() as outside:
        asking = urllib.request.build_opener(urllib.request.ProxyHandler({"http": outside.url}))
        with pytest.raises(urllib.error.HTTPError, match="403"):
            asking.open("http://example.com/")

        assert outside.asked == ["GET http://example.com/"]


def test_the_command_would_be_noted_too(tmp_path: Path) -> None:
    with Outside() as outside:
        environment = command_environment(os.environ) | outside.environment
        environment["CDK_HOME"] = str(tmp_path)
        subprocess.run(["cdk", "notices"], env=environment, cwd=tmp_path, check=False)  # noqa: S607

        assert any("CONNECT" in asked for asked in outside.asked)


def test_nothing_left_the_machine(
    destroyed: Account, trial_second: Account, outside: Outside
) -> None:
    assert destroyed is not trial_second
    assert outside.asked == []
