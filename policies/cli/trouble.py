"""What a command says when it cannot do what it was asked."""

import sys

from policies.reports.plain import plain


class TroubleError(Exception):
    """The command ends with exit code 2; the message is one line a user can act on."""


def say(problem: str) -> None:
    """Tell a problem on standard error, as one line."""
    if sys.stderr is not None:  # a daemon's may be closed
        sys.stderr.write(f"keel: {plain(problem)}\n")
