"""Records of a Kinesis stream call a release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from constructs_lib.errors import ConstructError, seen
from constructs_lib.interfaces import has_property
from constructs_lib.triggers.sharded import Sharded
from constructs_lib.triggers.trigger import require_free_place, require_unattached

if TYPE_CHECKING:
    from aws_cdk import aws_kinesis as kinesis

    from constructs_lib.release import Release

_STREAM: Final = "stream_arn"
_CONSUMER: Final = "stream_consumer_arn"


@dataclass(frozen=True, eq=False)
class StreamTrigger(Sharded):
    """Records of a Kinesis stream, or of a consumer of one with throughput of its own.

    A record above 4.5 MiB fits into no invocation, for its data arrives as base64: it goes where
    `on_failure` says, unseen by the function.

    Args:
        stream: The stream, or a StreamConsumer of it: two functions share what a shard can be
            read by, five at most, while a consumer has 2 MB/s for itself.
        starting_position: As `Positioned` has it, with what else is to be said of position,
            failures and retries.
        parallelization_factor: As `Sharded` has it.
        only: As `Polled` has it, with samples, batch size and window: 1 to 10000 records, 100 by
            default.

    Raises:
        ConstructError: A value is out of bounds, the position lacks its timestamp or has one too
            many, or the condition is not one for Kinesis records or contradicts a sample.

    See: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
    """

    SOURCE: ClassVar = "kinesis"
    PLACE: ClassVar = "Stream"

    stream: kinesis.IStream | kinesis.IStreamConsumer

    def __post_init__(self) -> None:
        if not any(has_property(self.stream, each) for each in (_STREAM, _CONSUMER)):
            raise ConstructError(
                f"stream must be an IStream such as Stream(...), got {seen(self.stream)}"
            )
        Sharded.__post_init__(self)

    def attach(self, release: Release) -> None:
        """The mapping is made, and the role may read the stream and write what it gives up."""
        require_unattached(release, "stream", self.stream)
        require_free_place(release, self)
        is_consumer = has_property(self.stream, _CONSUMER)
        arn = getattr(self.stream, _CONSUMER if is_consumer else _STREAM)
        self.poll(release, event_source_arn=arn, **self.sharded_props(release))
        self.stream.grant_read(release.alias)
