"""`cdk synth --app "python -m tests.e2e.app" -c handlers=DIR -c state=first`: every stack.

`state` is first or second: what is deployed, and what it is updated to.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from aws_cdk import App

from apps.__main__ import STACKS, build
from tests.e2e.app import broken
from tests.e2e.app.emulated import build_for_the_emulator
from tests.e2e.app.parcels import ParcelsStack
from tests.e2e.app.trial import TrialStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_cdk import Stack

# The stack of apps/ that is deployed once more, and how its update is broken.
BROKEN: Final[dict[str, tuple[str, Callable[[Stack], None]]]] = {
    "AliasNotMoved": ("sensors", broken.alias_not_moved),
    "FilterDropped": ("sensors", broken.filter_dropped),
    "PermissionOnTheFunction": ("orders", broken.permission_on_the_function),
    "WrongHandler": ("sensors", broken.wrong_handler),
    "MissingLayer": ("parcels", broken.missing_layer),
    "MissingGrant": ("parcels", broken.missing_grant),
}


def main() -> None:
    """The assembly has the apps, what they leave out, and what is broken on purpose."""
    # CDK's own validation costs three seconds, and `make demo` runs it on the apps.
    app = App(builtin_cloud_formation_validation=False)
    build_for_the_emulator(app.node)
    handlers = Path(app.node.get_context("handlers"))
    is_second = {"first": False, "second": True}[app.node.get_context("state")]
    build(app)
    ParcelsStack(app, "Parcels", handlers=handlers)
    TrialStack(app, "Trial", handlers=handlers, is_released=is_second)
    for name, (kind, breaks) in BROKEN.items():
        stack: Stack
        if kind == "parcels":
            stack = ParcelsStack(app, name, handlers=handlers)
        else:
            stack = STACKS[kind](app, name)
        if is_second:
            breaks(stack)
    app.synth()


if __name__ == "__main__":
    main()
