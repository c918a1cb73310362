"""What cdk.json runs: `cdk synth` for all apps, `cdk synth -c app=orders` for one."""

import sys
from typing import Final

from aws_cdk import App

from apps.orders.stack import OrdersStack
from apps.payments.stack import PaymentsStack
from apps.sensors.stack import SensorsStack
from policies.adapters.cdk import GuardedApp

STACKS: Final = {"sensors": SensorsStack, "orders": OrdersStack, "payments": PaymentsStack}


def build(app: App) -> None:
    """The app has the stack that its context names, or else every one.

    Raises:
        ValueError: The context names an app that does not exist.
    """
    chosen = app.node.try_get_context("app")
    if chosen not in (None, *STACKS):
        raise ValueError(f"context app must be one of {', '.join(STACKS)}, got {chosen}")
    for name, stack in STACKS.items():
        if chosen in (None, name):
            stack(app, name.capitalize())


def main() -> None:
    """What the context asks for is synthesized."""
    app = GuardedApp()
    try:
        build(app)
    except ValueError as error:
        sys.exit(str(error))
    app.synth()


if __name__ == "__main__":
    main()
