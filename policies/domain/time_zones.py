"""The time zones of schedules, by their names in the IANA database."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def time_zone_problem(name: str) -> str | None:
    """Why no schedule runs in the time zone; None when one does, or when nobody here can tell.

    See: https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
    """
    if _is_known(name) or not _is_known("Europe/Berlin"):  # a machine may have no database
        return None
    return f"time_zone must be an IANA name such as Europe/Berlin, got {name!r}"


def _is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder such as `Europe`
        return False
    return True
