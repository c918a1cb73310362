"""How Node.js and Python take a handler apart."""

from typing import Final

from policies.domain.limits import FUNCTION_INLINE_FAMILIES
from policies.domain.runtime_floors import runtime_family

# What a file's name ends with, which a handler leaves out.
_ENDINGS: Final = {"nodejs": ("js", "mjs", "cjs", "ts"), "python": ("py", "pyc")}


def takes_inline_code(runtime: str) -> bool:
    """True for a runtime that can run the text of Code.ZipFile."""
    return runtime_family(runtime) in FUNCTION_INLINE_FAMILIES


def names_no_function(handler: str, runtime: str) -> bool:
    """True for a handler such as `app`, `app.py` or `app.Web::run`: no file and function in it.

    See: https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
    """
    family = runtime_family(runtime)
    if family not in _ENDINGS:
        return False
    _, *rest = handler.rpartition("/")[2].split(".")
    if "::" in handler:  # as Java and .NET write it
        return True
    return not rest or not all(rest) or any(part in _ENDINGS[family] for part in rest)


def module_and_function(handler: str, runtime: str) -> tuple[str, str]:
    """The file without its ending, and what is called in it.

    Node.js ends the file at the first dot and looks further inside the export; Python ends it at
    the last.
    """
    if runtime_family(runtime) == "python":
        module, _, function = handler.rpartition(".")
        return module.replace("/", "."), function
    folder, slash, base = handler.rpartition("/")
    file, _, function = base.partition(".")
    return f"{folder}{slash}{file}", function
