"""How a construct refuses what Lambda would refuse later: in its constructor, in one line."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from aws_cdk import Token

from constructs_lib.tokens import known_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.domain.limits import Limit


class ConstructError(ValueError):
    """A prop has a value that the platform does not accept; the message names both."""


def require(problem: str | None) -> None:
    """Nothing is wrong, as the domain sees it.

    Raises:
        ConstructError: The domain named a problem.
    """
    if problem is not None:
        raise ConstructError(problem)


def require_within(limit: Limit, value: float | None) -> None:
    """The value is within the limit, absent, or a token that only the deployment knows.

    Raises:
        ConstructError: The value is known and out of bounds.
    """
    # Asking about tokens is a round trip to the CDK: only a value about to be refused pays it.
    if value is not None and not limit.admits(value) and not Token.is_unresolved(value):
        raise ConstructError(limit.violation(value))


def require_length(limit: Limit, text: str | None) -> None:
    """The text is within the limit, absent, or made too long only by tokens.

    Raises:
        ConstructError: Its known part alone is too long.
    """
    if text is not None and not limit.admits(len(text)):
        require(limit.violation(len(known_part(text))))


@contextmanager
def construct_errors() -> Iterator[None]:
    """Values that the domain refuses inside are refused as ConstructError, in the same words."""
    try:
        yield
    except ValueError as error:
        raise ConstructError(str(error)) from None
