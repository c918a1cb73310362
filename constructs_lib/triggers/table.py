"""Changes of a DynamoDB table call a release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from constructs_lib.errors import ConstructError, seen
from constructs_lib.interfaces import has_property
from constructs_lib.triggers.sharded import Sharded
from constructs_lib.triggers.trigger import require_free_place, require_unattached

if TYPE_CHECKING:
    from aws_cdk import aws_dynamodb as dynamodb

    from constructs_lib.release import Release


@dataclass(frozen=True, eq=False)
class TableTrigger(Sharded):
    """Changes of the items of a table, in the order of each item.

    The table's stream keeps a change for a day: what is not handled by then is gone.

    Args:
        table: A Table with `stream` or a TableV2 with `dynamo_stream`.
        starting_position: TRIM_HORIZON or LATEST: the stream of a table knows no timestamps. For
            the rest see `Positioned`.
        parallelization_factor: As `Sharded` has it.
        only: As `Polled` has it, with samples, batch size and window: 1 to 10000 changes, 100 by
            default.

    Raises:
        ConstructError: A value is out of bounds, or the condition is not one for changes or
            contradicts a sample; when attached, that the table has no stream.

    See: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
    """

    SOURCE: ClassVar = "dynamodb"
    PLACE: ClassVar = "Table"

    table: dynamodb.ITable

    def __post_init__(self) -> None:
        if not has_property(self.table, "table_stream_arn"):
            raise ConstructError(
                f"table must be an ITable such as TableV2(...), got {seen(self.table)}"
            )
        Sharded.__post_init__(self)

    def attach(self, release: Release) -> None:
        """The mapping is made, and the role may read the stream and write what it gives up."""
        require_unattached(release, "table", self.table)
        require_free_place(release, self)
        stream_arn = self.table.table_stream_arn
        if stream_arn is None:
            raise ConstructError(
                "table must have a stream, got none; an imported one needs its table_stream_arn"
            )
        self.poll(release, event_source_arn=stream_arn, **self.sharded_props(release))
        self.table.grant_stream_read(release.alias)
