"""Where a finding is: the line of the app's code where the synth told it, else the template's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policies.gate.verdict import Verdict


class Place(NamedTuple):
    """A file, as seen from the working directory when it lies below it, and a line of it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def place(verdict: Verdict) -> Place:
    """What a reader should open: code that made the resource, or the template without it."""
    if verdict.source is None:
        return in_template(verdict)
    return Place(_from_here(verdict.source.file), verdict.source.line)


def in_template(verdict: Verdict) -> Place:
    """The line of the template."""
    return Place(_from_here(os.fspath(verdict.template)), verdict.line)


def named(verdict: Verdict) -> str:
    """The resource and the property: `Report.Timeout`."""
    return ".".join(filter(None, (verdict.logical_id, verdict.property)))


def _from_here(file: str) -> str:
    here = os.getcwd() + os.sep  # noqa: PTH109 - compared as text, as it stands in the metadata
    return file.removeprefix(here).replace(os.sep, "/")
