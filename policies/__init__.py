"""Finds the Lambda releases that are not safe, in any CDK app, assembly or template."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policies.gate.check import check
    from policies.gate.config import Config
    from policies.gate.report import Report

__version__ = "0.1.0"
__all__ = ["Config", "Report", "__version__", "check"]


def __getattr__(name: str) -> object:
    """Import the gate when it is asked for: constructs import this package for its domain only."""
    if name == "check":
        from policies.gate.check import check  # noqa: PLC0415

        return check
    if name == "Report":
        from policies.gate.report import Report  # noqa: PLC0415

        return Report
    if name == "Config":
        from policies.gate.config import Config  # noqa: PLC0415

        return Config
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
