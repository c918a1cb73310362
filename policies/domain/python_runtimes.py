"""What Lambda's Python runtimes bring along: the C library and the standard library."""

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

_DATA: Final = Path(__file__).with_name("python_runtimes.json")
_FORM: Final = r"python(\d+\.\d+)"


def python_version(runtime: str) -> str | None:
    """`3.14` of python3.14; None for a runtime of another language."""
    form = re.fullmatch(_FORM, runtime)
    return form and form[1]


def glibc(runtime: str) -> tuple[int, int]:
    """The C library that compiled wheels find there.

    A runtime that came later is on a system that is as new as the newest one, or newer.

    See: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
    """
    table = _table()
    versions = table["systems"]["glibc"]
    system = table["runtimes"]["system"].get(runtime)
    major, minor = versions[system] if system else max(versions.values())
    return major, minor


def standard_library(version: str) -> frozenset[str]:
    """The modules that Python has itself in a version (`3.14`), whichever version runs this."""
    told = _table()["standard_library"]
    names = set(sys.stdlib_module_names)
    for since, added in told["added"].items():
        (names.update if _number(since) <= _number(version) else names.difference_update)(added)
    for since, gone in told["removed"].items():
        (names.difference_update if _number(since) <= _number(version) else names.update)(gone)
    return frozenset(names)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return table


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
