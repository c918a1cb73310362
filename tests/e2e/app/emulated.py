"""Functions that can run where the emulator runs them: on its own Python, on this machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from aws_cdk import aws_lambda as lambda_

if TYPE_CHECKING:
    from constructs import Node

# It knows the names of the defaults without asking the CDK for them: these must stay what they are.
_NAMING: Final = "constructs_lib.built_packages"


def build_for_the_emulator(context: Node) -> None:
    """Who names no runtime and no architecture has those of the context from now on.

    Pure Python runs anywhere, but the packages of an app may have compiled parts, which are built
    for what the function is said to run on.
    """
    runtime = getattr(lambda_.Runtime, context.get_context("runtime"))
    architecture = lambda_.Architecture.custom(context.get_context("architecture"))
    defaults = {"newest_python": lambda: runtime, "arm64": lambda: architecture}
    for name, module in sorted(sys.modules.items()):
        if name.startswith("constructs_lib.") and name != _NAMING:
            for default in defaults.keys() & vars(module).keys():
                setattr(module, default, defaults[default])
