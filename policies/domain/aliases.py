"""What Lambda accepts as the name of an alias."""

import re
from typing import Final

from policies.domain import limits

_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")


def name_problem(name: str) -> str | None:
    """Why Lambda refuses the name, or None when it takes it.

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
