"""What all sources have in common that keep their records until they expire."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any, Final

from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import (
    ConstructError,
    require,
    require_count,
    require_type,
    require_type_if_given,
    seen,
)
from constructs_lib.quantities import require_moment, require_seconds
from constructs_lib.triggers.lost_events import mapping_destination, require_mapping_destination
from constructs_lib.triggers.polled import Polled
from policies.domain import limits
from policies.domain.event_sources import starting_problem

if TYPE_CHECKING:
    from datetime import datetime

    from aws_cdk import Duration

    from constructs_lib.release import Release
    from constructs_lib.triggers.lost_events import MappingDestination

# A batch that fails blocks its shard. Ten tries outlast a short failure of something behind the
# function and end soon enough for the records behind it; halving a batch does not count as one.
DEFAULT_RETRY_ATTEMPTS = 10
_POSITION: Final = "a StartingPosition such as StartingPosition.TRIM_HORIZON"


def require_start(
    source: str, position: lambda_.StartingPosition | None, timestamp: datetime | None
) -> None:
    """A mapping of the source can begin there.

    Raises:
        ConstructError: It cannot, or it is not said where.
    """
    require_type_if_given("starting_position", position, lambda_.StartingPosition, _POSITION)
    known = None if position is None else position.value
    require(starting_problem(source, known, has_timestamp=timestamp is not None))
    require_moment("starting_timestamp", timestamp)


@dataclass(frozen=True, eq=False)
class Positioned(Polled):
    """Where to begin, and when to give a record up.

    Lambda itself retries a batch until its records expire: one bad record holds up all behind it
    for a day or more. Here it gives up after ten retries, having found the bad record by halving
    the batch or by the function's answer, and leaves a note of it.

    Args:
        starting_position: TRIM_HORIZON for all that is there, LATEST for what comes from then on,
            AT_TIMESTAMP. There is no default, for either may lose records or repeat them.
        starting_timestamp: From when on, with AT_TIMESTAMP: a time with a time zone.
        bisect_batch: Whether a batch that fails is halved before it is tried again.
        report_item_failures: Whether the function answers which record failed first.
        retry_attempts: 0 to 10000, or -1 for until it expires; 10 by default.
        max_record_age: How old a record may grow before it is given up, 60 to 604800 s; by default
            any age that the source keeps, so that beginning with a backlog loses nothing.
        on_failure: A standard queue or topic, or a bucket, that gets a note of what was given up,
            a bucket the records as well; by default the release's queue for lost events.
    """

    _: KW_ONLY
    starting_position: lambda_.StartingPosition
    starting_timestamp: datetime | None = None
    bisect_batch: bool = True
    report_item_failures: bool = True
    retry_attempts: int = DEFAULT_RETRY_ATTEMPTS
    max_record_age: Duration | None = None
    on_failure: MappingDestination | None = None

    def __post_init__(self) -> None:
        Polled.__post_init__(self)
        require_start(self.SOURCE, self.starting_position, self.starting_timestamp)
        for prop in ("bisect_batch", "report_item_failures"):
            require_type(prop, getattr(self, prop), bool, "True or False")
        if self.retry_attempts is None:
            raise ConstructError(f"retry_attempts must be an int, got {seen(None)}")
        require_count(limits.MAPPING_RETRY_ATTEMPTS, self.retry_attempts, prop="retry_attempts")
        require_seconds(limits.MAPPING_RECORD_AGE, self.max_record_age, prop="max_record_age")
        require_mapping_destination(self.on_failure)

    def positioned_props(self, release: Release) -> dict[str, Any]:
        """What a mapping takes beside the source itself."""
        return {
            "support_s3_on_failure_destination": True,
            "starting_position": self.starting_position,
            "starting_position_timestamp": seconds_of(self.starting_timestamp),
            "bisect_batch_on_error": self.bisect_batch or None,
            "report_batch_item_failures": self.report_item_failures or None,
            "retry_attempts": self.retry_attempts,
            "max_record_age": self.max_record_age,
            "on_failure": mapping_destination(release, self.on_failure),
        }


def seconds_of(timestamp: datetime | None) -> int | None:
    """The timestamp as Lambda counts it, in seconds since 1970."""
    return None if timestamp is None else int(timestamp.timestamp())
