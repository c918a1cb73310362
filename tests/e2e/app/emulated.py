"""Functions that can run where the emulator runs them: on its own Python, on this machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from aws_cdk import aws_lambda as lambda_

if TYPE_CHECKING:
    from constructs import Node

# Where a runtime and an architecture are chosen for who names none.
_CHOOSING: Final = ("constructs_lib.function", "constructs_lib.python_layer")


def build_for_the_emulator(context: Node) -> None:
    """Who names no runtime and no architecture has those of the context from now on.

    Pure Python runs anywhere, but the packages of an app may have compiled parts, which are built
    for what the function is said to run on.
    """
    runtime = getattr(lambda_.Runtime, context.get_context("runtime"))
    architecture = lambda_.Architecture.custom(context.get_context("architecture"))
    for name in _CHOOSING:
        module = sys.modules.get(name)
        if module is not None:
            module.newest_python = lambda: runtime  # type: ignore[attr-defined]
            module.arm64 = lambda: architecture  # type: ignore[attr-defined]
