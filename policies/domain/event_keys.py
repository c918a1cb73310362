"""The fields that every event of EventBridge has."""

from __future__ import annotations

from typing import Final

# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
# replay-name: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html
EVENT_KEYS: Final = frozenset(
    {
        "account",
        "detail",
        "detail-type",
        "id",
        "region",
        "replay-name",
        "resources",
        "source",
        "time",
        "version",
    }
)


def nearest_event_key(key: str) -> str:
    """What was meant by a field that no event has: one spelled alike, else one below `detail`."""
    plain = _plain(key)
    alike = [known for known in EVENT_KEYS if _plain(known) in (plain, plain.removesuffix("s"))]
    return f"{alike[0]} instead of {key}" if alike else f"{key} below detail"


def _plain(key: str) -> str:
    return key.lower().replace("-", "").replace("_", "")
