"""The states that the tests look at, each reached from the one before, once.

A test asks for a state by its fixture, and gets the account in it. Tests run in the order of the
states, whatever files they are in: nothing goes back.
"""

from __future__ import annotations

import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.e2e import deployment
from tests.e2e.app.__main__ import BROKEN
from tests.e2e.deployment import Deployment, synthesize
from tests.e2e.emulator import LOGS, ROOT, Emulator, last_lines
from tests.e2e.outside import Outside
from tests.e2e.readback import Account

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from typing import Never

STATES: Final = (
    "trial_first",
    "trial_second",
    "first",
    "second",
    "beta_promoted",
    "prod_promoted",
    "rolled_back",
    "destroyed",
)
APPS: Final = ("Sensors", "Orders", "Payments", "Parcels")


class Assemblies(NamedTuple):
    """What is deployed, and what that is updated to."""

    first: Path
    second: Path


@pytest.hookimpl(tryfirst=True)  # before they are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def state(item: pytest.Item) -> int:
        asked = set(getattr(item, "fixturenames", ()))
        return max((i for i, name in enumerate(STATES) if name in asked), default=-1)

    ours = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    for item in ours:
        item.add_marker("e2e")
    ours.sort(key=state)
    items[:] = [item for item in items if item not in ours] + ours


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        for log in (LOGS / "plain.log", LOGS / "added-to.log"):
            report.sections.append((f"the end of {log.relative_to(ROOT)}", last_lines(log)))
    if report.skipped:  # it would say that something works that nobody looked at
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: the end-to-end tests run or fail"
    return report


@pytest.fixture(scope="session")
def outside() -> Iterator[Outside]:
    """Who asked for the world outside."""
    with Outside() as refusing:
        yield refusing


def _stop(*_: object) -> Never:
    raise KeyboardInterrupt


@pytest.fixture(scope="session")
def ends_in_order() -> Iterator[None]:
    """Who is told to terminate, as by a CI that has waited enough, ends the emulators as well."""
    before = signal.signal(signal.SIGTERM, _stop)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="session")
def environment(outside: Outside, ends_in_order: None) -> dict[str, str]:
    """What everything that deploys is started with, and every function with it."""
    assert ends_in_order is None
    shutil.rmtree(LOGS, ignore_errors=True)  # those of another run
    return deployment.command_environment(os.environ) | outside.environment


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where assemblies and copies are."""
    return tmp_path_factory.mktemp("e2e")


@pytest.fixture(scope="session")
def assemblies(folder: Path) -> Assemblies:
    """Both states, synthesized beside each other by the CDK's command."""
    # An app may build its packages now, from the registry or from what is kept of it. They are not
    # those that `make setup` has built for Lambda: see tests/e2e/app/emulated.py.
    environment = deployment.command_environment(os.environ)
    environment.pop("UV_OFFLINE", None)
    with ThreadPoolExecutor() as both:
        return Assemblies(
            *both.map(lambda it: synthesize(it, folder, environment), ("first", "second"))
        )


@pytest.fixture(scope="session")
def plain(folder: Path, environment: dict[str, str]) -> Iterator[Deployment]:
    """A bootstrapped account of the emulator as its makers ship it."""
    with Emulator("plain", environment, is_added_to=False) as emulator:
        deploying = Deployment(emulator, Account(emulator), folder, environment)
        deploying.bootstrap()
        yield deploying


@pytest.fixture(scope="session")
def trial_first(plain: Deployment, assemblies: Assemblies) -> Account:
    """A function and its version 1."""
    plain.deploy(assemblies.first, "Trial")
    return plain.account


@pytest.fixture(scope="session")
def trial_second(plain: Deployment, assemblies: Assemblies, trial_first: Account) -> Account:
    """A release that tries version 2 on a tenth of the calls."""
    plain.deploy(assemblies.second, "Trial")
    return trial_first


@pytest.fixture(scope="session")
def deploying(folder: Path, environment: dict[str, str]) -> Iterator[Deployment]:
    """A bootstrapped account of the emulator with the addition."""
    with Emulator("added-to", environment, is_added_to=True) as emulator:
        deploying = Deployment(emulator, Account(emulator), folder, environment)
        deploying.bootstrap()
        yield deploying


@pytest.fixture(scope="session")
def first(deploying: Deployment, assemblies: Assemblies) -> Account:
    """Every app for the first time."""
    deploying.deploy(assemblies.first, *APPS, *BROKEN)
    return deploying.account


@pytest.fixture(scope="session")
def second(deploying: Deployment, assemblies: Assemblies, first: Account) -> Account:
    """Every app with its code changed; and what is broken on purpose is broken."""
    deploying.deploy(assemblies.second, *APPS, *BROKEN)
    return first


@pytest.fixture(scope="session")
def beta_promoted(deploying: Deployment, assemblies: Assemblies, second: Account) -> Account:
    """BETA of Payments was given version 2, by one value."""
    deploying.deploy(assemblies.second, "Payments", parameters={"BetaVersion": "2"})
    return second


@pytest.fixture(scope="session")
def prod_promoted(deploying: Deployment, assemblies: Assemblies, beta_promoted: Account) -> Account:
    """And PROD, by one value."""
    deploying.deploy(assemblies.second, "Payments", parameters={"ProdVersion": "2"})
    return beta_promoted


@pytest.fixture(scope="session")
def rolled_back(deploying: Deployment, assemblies: Assemblies, prod_promoted: Account) -> Account:
    """PROD has version 1 again, by the same value."""
    deploying.deploy(assemblies.second, "Payments", parameters={"ProdVersion": "1"})
    return prod_promoted


@pytest.fixture(scope="session")
def destroyed(deploying: Deployment, assemblies: Assemblies, rolled_back: Account) -> Account:
    """Every stack was deleted."""
    deploying.destroy(assemblies.second, *APPS, *BROKEN)
    return rolled_back
