"""Durations and sizes as the whole units that the platform counts in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from aws_cdk import Duration, Size, SizeRoundingBehavior

from constructs_lib.errors import ConstructError, require, require_type
from constructs_lib.tokens import is_token
from policies.domain import limits

if TYPE_CHECKING:
    from policies.domain.limits import Limit

_SECONDS_PER_MINUTE = 60


def require_seconds(limit: Limit, duration: Duration | None, *, prop: str) -> int | None:
    """The seconds of a duration that Lambda is to count; None where it is absent or a token.

    Raises:
        ConstructError: It is no Duration, no whole seconds or out of bounds.
    """
    return _require_duration(limit, duration, prop=prop, units="seconds", example=30)


def require_days(limit: Limit, duration: Duration | None, *, prop: str) -> int | None:
    """The days of a duration that Lambda is to count; None where it is absent or a token.

    Raises:
        ConstructError: It is no Duration, no whole days or out of bounds.
    """
    return _require_duration(limit, duration, prop=prop, units="days", example=14)


def require_ephemeral_storage(size: Size | None) -> int | None:
    """The mebibytes that a function has in /tmp; None where they are absent or a token.

    Raises:
        ConstructError: It is no Size, no whole mebibytes or out of bounds.
    """
    if size is None:
        return None
    require_type("ephemeral_storage", size, Size, "a Size such as Size.gibibytes(1)")
    try:
        mebibytes = size.to_mebibytes(rounding=SizeRoundingBehavior.NONE)
    except RuntimeError:  # of the CDK, which converts no token
        raise ConstructError("ephemeral_storage must be in mebibytes where it is a token") from None
    return _require_whole(
        limits.FUNCTION_EPHEMERAL_STORAGE, mebibytes, prop="ephemeral_storage", units="mebibytes"
    )


def whole_minutes(prop: str, duration: Duration) -> int:
    """The minutes of a duration that CodeDeploy is to count.

    Raises:
        ConstructError: It is no Duration, a token, or no whole minutes.
    """
    require_type(prop, duration, Duration, "a Duration such as Duration.minutes(5)")
    if duration.is_unresolved():
        raise ConstructError(f"{prop} must be known at synthesis, got a token")
    seconds = duration.to_seconds(integral=False)
    minutes, rest = divmod(seconds, _SECONDS_PER_MINUTE)
    if rest:
        raise ConstructError(f"{prop} must be whole minutes, got {seconds} s")
    return int(minutes)


def known_seconds(duration: Duration) -> int | None:
    """The seconds of a function's timeout; None where only the deployment knows them."""
    # A token in another unit has made no function: the CDK asks for the seconds as well.
    seconds = duration.to_seconds(integral=False)
    return None if is_token(seconds) else int(seconds)


def _require_duration(
    limit: Limit, duration: Duration | None, *, prop: str, units: str, example: int
) -> int | None:
    if duration is None:
        return None
    require_type(prop, duration, Duration, f"a Duration such as Duration.{units}({example})")
    try:
        value = getattr(duration, f"to_{units}")(integral=False)
    except RuntimeError:  # of the CDK, which converts no token
        raise ConstructError(f"{prop} must be in {units} where it is a token") from None
    return _require_whole(limit, value, prop=prop, units=units)


def _require_whole(limit: Limit, value: float, *, prop: str, units: str) -> int | None:
    if isinstance(value, float):
        if is_token(value):
            return None
        raise ConstructError(f"{prop} must be whole {units}, got {limit.quantity(value)}")
    require(limit.violation(value, label=prop))
    return value


def require_moment(prop: str, moment: datetime | None) -> None:
    """The moment is the same wherever the app is synthesized, or absent.

    Raises:
        ConstructError: It is no datetime, or of no time zone.
    """
    if moment is None:
        return
    require_type(prop, moment, datetime, "a datetime with a time zone")
    if moment.tzinfo is None:
        raise ConstructError(f"{prop} must have a time zone, got {moment.isoformat()}")
