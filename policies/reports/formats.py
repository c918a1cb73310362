"""The formats of a report; one is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from policies.gate.report import Report

FORMATS: Final = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")


def render(report: Report, name: str) -> str:
    """The report in a format of FORMATS, as text that ends in a line break."""
    text: str = import_module(f"policies.reports.{name}").render(report)
    return text
