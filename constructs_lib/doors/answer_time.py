"""How long a door waits for the function, and whether the function is done by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aws_cdk import Duration

from constructs_lib.errors import ConstructError, require, require_type
from constructs_lib.tokens import is_token

if TYPE_CHECKING:
    from constructs_lib.existing_function import Releasable
    from policies.domain.limits import Limit

_MS: Final = 1000


def require_milliseconds(limit: Limit, duration: Duration | None, *, prop: str) -> float | None:
    """The milliseconds that a door waits: what the duration says, or else its default.

    None where only the deployment knows.

    Raises:
        ConstructError: It is no Duration, no whole milliseconds or out of bounds.
    """
    if duration is None:
        return limit.default
    require_type(prop, duration, Duration, "a Duration such as Duration.seconds(10)")
    milliseconds = duration.to_milliseconds(integral=False)
    if is_token(milliseconds):
        return None
    if milliseconds % 1:
        raise ConstructError(f"{prop} must be whole milliseconds, got {milliseconds} ms")
    require(limit.violation(milliseconds, label=prop))
    return milliseconds


def require_answer_in_time(function: Releasable, wait_ms: float | None, *, door: str) -> None:
    """The function has answered, or failed, before the door stops waiting.

    A client that is told of a timeout asks again, while the first call runs on and is billed.

    Raises:
        ConstructError: It may take longer.
    """
    timeout = function.timeout_seconds
    if timeout is None or wait_ms is None or timeout * _MS <= wait_ms:
        return
    raise ConstructError(
        f"timeout of a function behind {door} must be at most the {wait_ms / _MS:g} s that it "
        f"waits, got {timeout} s"
    )
