"""When S3 takes two notifications of one bucket for the same events."""

from __future__ import annotations

from typing import Final, NamedTuple

_WRITES: Final = frozenset(
    f"s3:ObjectCreated:{how}" for how in ("*", "CompleteMultipartUpload", "Copy", "Post", "Put")
)


class KeyFilter(NamedTuple):
    """Which events of which objects a notification is for."""

    event: str
    prefix: str = ""
    suffix: str = ""

    @property
    def is_of_every_key(self) -> bool:
        """Whether it is for objects of any key."""
        return not self.prefix and not self.suffix

    def overlaps(self, other: KeyFilter) -> bool:
        """Whether one event could match both: S3 refuses to choose.

        https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
        """
        return (
            _is_part(self.event.removesuffix("*"), other.event.removesuffix("*"))
            and _is_part(self.prefix, other.prefix)
            and (self.suffix.endswith(other.suffix) or other.suffix.endswith(self.suffix))
        )


def is_of_writes(event: object) -> bool:
    """Whether an event is about objects that somebody wrote: `s3:ObjectCreated:*`, `...:Put`."""
    return isinstance(event, str) and event in _WRITES


def _is_part(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
