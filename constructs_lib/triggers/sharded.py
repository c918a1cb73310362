"""What Kinesis and DynamoDB streams have in common: shards, read in order."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any

from constructs_lib.errors import require_count
from constructs_lib.quantities import require_seconds
from constructs_lib.triggers.positioned import Positioned
from policies.domain import limits

if TYPE_CHECKING:
    from aws_cdk import Duration

    from constructs_lib.release import Release


@dataclass(frozen=True, eq=False)
class Sharded(Positioned):
    """How a shard is read.

    Args:
        parallelization_factor: How many batches of a shard may be in work at once, 1 to 10; 1 by
            default. Records of one partition key stay in order in any case.
        tumbling_window: For how long the function is handed its state from batch to batch, 0 to
            900 s; by default it is not.
    """

    _: KW_ONLY
    parallelization_factor: int | None = None
    tumbling_window: Duration | None = None

    def __post_init__(self) -> None:
        Positioned.__post_init__(self)
        require_count(
            limits.MAPPING_PARALLELIZATION_FACTOR,
            self.parallelization_factor,
            prop="parallelization_factor",
        )
        require_seconds(
            limits.MAPPING_TUMBLING_WINDOW, self.tumbling_window, prop="tumbling_window"
        )

    def sharded_props(self, release: Release) -> dict[str, Any]:
        """What a mapping takes beside the stream itself."""
        return {
            **self.positioned_props(release),
            "parallelization_factor": self.parallelization_factor,
            "tumbling_window": self.tumbling_window,
        }
