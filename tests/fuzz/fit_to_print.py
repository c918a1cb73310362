"""What holds for every report: its texts are text, in every format."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from policies.reports.formats import FORMATS, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policies.gate.report import Report


def fit_to_print(report: Report) -> None:
    """Nothing, for a report in which every text of others is text in every format."""
    for error in report.errors:
        if "internal error" in error:
            raise AssertionError(error)
    for name in FORMATS:
        written = render(report, name)
        expected = 0
        if name == "github":
            expected = len(report.open) + len(report.expired) + len(report.errors)
        _steers_nothing(name, written, expected)
        if name in READERS:
            READERS[name](written)


# What a terminal acts on; written JSON and XML may hold letters of any script.
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _steers_nothing(name: str, written: str, commands: int) -> None:
    """Nothing, for a text that a terminal and a runner show and do not obey."""
    control = CONTROL.search(written)
    if control:
        raise AssertionError(f"{name} steers what shows it: {control!r}")
    if "##[" in written:
        raise AssertionError(f"{name} has a command for a runner")
    found = [line for line in written.split("\n") if line.lstrip().startswith("::")]
    if len(found) != commands:
        raise AssertionError(f"{name} has {len(found)} commands, not {commands}")


def _is_xml(junit: str) -> None:
    ET.fromstring(junit.encode("utf-8", "surrogatepass"))


def _has_no_link(sarif: str) -> None:
    def messages(data: Any) -> Iterator[str]:
        if isinstance(data, dict) and isinstance(data.get("message"), dict):
            yield data["message"]["text"]
        for each in data.values() if isinstance(data, dict) else data:
            if isinstance(each, dict | list):
                yield from messages(each)

    for text in messages(json.loads(sarif)):
        if "](" in text:
            raise AssertionError(f"sarif has a link: {text!r}")


def _no_markup(markdown: str) -> None:
    """Nothing, for Markdown whose tags are Keel's and whose rows have their cells."""
    outside_code = re.sub(r"(?<!\\)`[^`\n]*`", "", markdown)
    tags = set(re.findall(r"(?<!\\)<[^\n]*?>", outside_code))
    if not tags <= {"<br>", "<details>", "<summary>", "</summary>", "</details>"}:
        raise AssertionError(f"markdown has tags {tags}")
    for line in markdown.split("\n"):
        cells = len(re.findall(r"(?<!\\)\|", line)) - 1
        if line.startswith("|") and cells not in {4, 5}:
            raise AssertionError(f"a row of {cells} cells: {line!r}")


READERS: dict[str, Callable[[str], Any]] = {
    "json": json.loads,
    "gitlab": json.loads,
    "junit": _is_xml,
    "sarif": _has_no_link,
    "markdown": _no_markup,
}
