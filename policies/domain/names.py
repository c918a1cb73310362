"""What Lambda accepts as the name of an alias, and of the function behind it."""

import re
from typing import Final

from policies.domain import limits

_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")


def name_problem(name: str) -> str | None:
    """Why Lambda refuses the name of an alias, or None when it takes it.

    A name of digits only is refused because it would read as a version.

    See: https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html
    """
    if not limits.ALIAS_NAME.admits(len(name)):
        return limits.ALIAS_NAME.violation(len(name))
    if not _NAME.fullmatch(name) or name.isdecimal():
        return (
            f"alias name must be letters, digits, underscores and hyphens, not only digits, "
            f"got {name!r}"
        )
    return None


def function_name_problem(name: str, *, label: str = "") -> str | None:
    """Why Lambda refuses the name of a function, or None when it takes it.

    The API takes an ARN in its place; a function that is being made has none yet.

    See: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    """
    if not limits.FUNCTION_NAME.admits(len(name)):
        return limits.FUNCTION_NAME.violation(len(name), label=label)
    if not _NAME.fullmatch(name):
        subject = label or limits.FUNCTION_NAME.label
        return f"{subject} must be letters, digits, underscores and hyphens, got {name!r}"
    return None
