"""How a construct refuses what Lambda would refuse later: in its constructor, in one line."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from constructs_lib.tokens import is_token, known_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.domain.limits import Limit

_PLAIN = (str, int, float, list, tuple, dict, set, type(None))


class ConstructError(ValueError):
    """A prop has a value that the platform does not accept; the message names both."""


def require(problem: str | None) -> None:
    """Nothing is wrong, as the domain sees it.

    Raises:
        ConstructError: The domain named a problem.
    """
    if problem is not None:
        raise ConstructError(problem)


def require_type(prop: str, value: object, expected: type | tuple[type, ...], example: str) -> None:
    """The value is of the type that the prop takes.

    Raises:
        ConstructError: It is of another; the message shows the example.
    """
    if not isinstance(value, expected):
        raise ConstructError(f"{prop} must be {example}, got {seen(value)}")


def require_type_if_given(prop: str, value: object, expected: type, example: str) -> None:
    """The value is of the type that the prop takes, or absent.

    Raises:
        ConstructError: It is of another; the message shows the example.
    """
    if value is not None:
        require_type(prop, value, expected, example)


def require_list(prop: str, value: object, what: str) -> None:
    """The value is a list or a tuple: a string is none, though it has members.

    Raises:
        ConstructError: It is something else.
    """
    if not isinstance(value, list | tuple):
        raise ConstructError(f"{prop} must be a list of {what}, got {seen(value)}")


def require_known(prop: str, value: object) -> None:
    """The value does not wait for the deployment.

    Raises:
        ConstructError: It is a token.
    """
    if is_token(value):
        raise ConstructError(f"{prop} must be known at synthesis, got a token")


def require_count(limit: Limit, value: object, *, prop: str) -> None:
    """The value is an int within the limit, absent, or a number that only the deployment knows.

    Raises:
        ConstructError: The value is known and out of bounds, has a fraction, or is no number.
    """
    if value is None:
        return
    problem = limit.count_violation(value, label=prop)
    # Asking about tokens is a round trip to the CDK: only a value about to be refused pays it.
    if problem is None or (isinstance(value, float) and is_token(value)):
        return
    if is_token(value):
        raise ConstructError(f"{prop} must be an int, got a token that is a string")
    raise ConstructError(problem)


def require_length(limit: Limit, text: str | None, *, prop: str) -> None:
    """The text is within the limit, absent, or made too long only by tokens.

    Raises:
        ConstructError: Its known part alone is too long, or it is no text.
    """
    if text is None:
        return
    require_type(prop, text, str, "a string")
    if not limit.admits(len(text)):
        require(limit.violation(len(known_part(text)), label=prop))


@contextmanager
def construct_errors() -> Iterator[None]:
    """Values that the domain refuses inside are refused as ConstructError, in the same words."""
    try:
        yield
    except ValueError as error:
        raise ConstructError(str(error)) from None


def seen(value: object) -> str:
    """The value as a message shows it: as typed, or else what it is rather than where in memory."""
    if isinstance(value, type):
        return f"the class {value.__qualname__}"
    return repr(value) if isinstance(value, _PLAIN) else type(value).__qualname__
