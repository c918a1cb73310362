"""The apps depend on real packages, pinned, built for Lambda, and shared."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aws_cdk import App, Stack
from aws_cdk.assertions import Template

from apps.dependencies import DETECTOR, ORDERS, SHARING
from apps.orders.stack import OrdersStack
from apps.sensors.stack import SensorsStack
from constructs_lib import SharedDependencies
from constructs_lib.packaging.package import contents
from constructs_lib.packaging.target import Target

if TYPE_CHECKING:
    from constructs_lib import PythonCode

# Which machine the header of a library says it is for.
EM_AARCH64 = (183).to_bytes(2, "little")
TARGET = Target.of("python3.14", "arm64")


@pytest.fixture(scope="module")
def packages() -> dict[str, dict[str, str]]:
    """The versions that each app is packaged with."""
    apps = {"orders": ORDERS, "sensors": DETECTOR}
    installed = {app: contents(code, TARGET).installed.packages for app, code in apps.items()}
    return {app: {name: each.version for name, each in of.items()} for app, of in installed.items()}


def test_each_has_what_its_handler_imports(packages: dict[str, dict[str, str]]) -> None:
    assert packages["orders"].keys() >= {"aws-lambda-powertools", "pydantic", "pydantic-core"}
    assert packages["sensors"].keys() == {"aws-lambda-powertools", "jmespath", "typing-extensions"}


def test_the_handlers_are_tested_with_what_they_are_packaged_with(
    packages: dict[str, dict[str, str]],
) -> None:
    for versions in packages.values():
        assert versions == {name: version(name) for name in versions}


def test_compiled_parts_are_for_lambda() -> None:
    files = contents(ORDERS, TARGET).installed.files
    [library] = (file.path for name, file in files.items() if name.endswith(".so"))

    assert library.name.endswith("cpython-314-aarch64-linux-gnu.so")
    assert library.read_bytes()[18:20] == (183).to_bytes(
        2, "little"
    )  # EM_AARCH64 of the ELF header


@pytest.mark.parametrize("code", SHARING)
def test_every_package_is_pinned_with_its_hash(code: PythonCode) -> None:
    assert contents(code, TARGET).installed.unpinned == []
    requirements = Path(code.path, "requirements.txt").read_text(encoding="utf-8")
    assert requirements.count("==") <= requirements.count("--hash=sha256:")
    assert "://" not in requirements


def test_both_stacks_have_the_same_layer_of_what_they_share() -> None:
    app = App(builtin_cloud_formation_validation=False)
    layers = []
    for stack in (OrdersStack(app, "Orders"), SensorsStack(app, "Sensors")):
        found = Template.from_stack(stack).find_resources("AWS::Lambda::LayerVersion")
        layers += [layer["Properties"]["Content"]["S3Key"] for layer in found.values()]

    assert len(layers) == 2
    assert len(set(layers)) == 1


def test_what_they_share_is_in_neither_of_them() -> None:
    stack = Stack(App(builtin_cloud_formation_validation=False), "Shared")
    shared = SharedDependencies(stack, "Shared", SHARING)

    assert shared.packages.keys() == {"aws-lambda-powertools", "jmespath", "typing-extensions"}
