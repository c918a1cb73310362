"""What all sources have in common that Lambda polls through an event source mapping."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError, require_count, require_type
from constructs_lib.interfaces import require_key
from constructs_lib.quantities import require_seconds
from constructs_lib.triggers.filtering import filter_props, require_filter
from constructs_lib.triggers.trigger import require_name
from policies.domain import limits
from policies.domain.event_sources import batch_size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_cdk import Duration
    from aws_cdk import aws_kms as kms

    from constructs_lib.release import Release
    from policies.domain.filters import Filter


@dataclass(frozen=True, eq=False)
class Polled:
    """The records that reach the function, and how many at a time.

    A batch never grows beyond the 6 MB of an invocation: Lambda calls with what fits.

    Args:
        only: Which records reach the function; all of them by default. Lambda is done with the
            others: it deletes them from a queue, and costs nothing for them.
        passes: Records that the condition must let through; it is tried when this is written.
        drops: Records that it must not.
        filter_key: Encrypts the condition, where it tells too much; a key of AWS by default.
        batch_size: The most records of one call.
        batching_window: How long to gather them, 0 to 300 s; not at all by default.
        enabled: Whether it calls; False stops it where it is and keeps its place.
        name: Tells the triggers of one type apart that a release has: its first needs none. It is
            part of the mapping's id and for ever, wherever the source and the stack are moved to:
            under another id the mapping would collide with itself ("already exists").
    """

    SOURCE: ClassVar[str]
    PLACE: ClassVar[str]

    _: KW_ONLY
    only: Filter | None = None
    passes: Sequence[Mapping[str, object]] = ()
    drops: Sequence[Mapping[str, object]] = ()
    filter_key: kms.IKey | None = None
    batch_size: int | None = None
    batching_window: Duration | None = None
    enabled: bool = True
    name: str | None = None
    window_seconds: int | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        require_filter(self.SOURCE, self.only, passes=self.passes, drops=self.drops)
        if self.filter_key is not None:
            require_key("filter_key", self.filter_key)
            if self.only is None:
                raise ConstructError("filter_key must be beside only, got it alone")
        require_name(self.name)
        require_type("enabled", self.enabled, bool, "True or False")
        require_count(batch_size(self.SOURCE), self.batch_size, prop="batch_size")
        window = require_seconds(
            limits.MAPPING_BATCHING_WINDOW, self.batching_window, prop="batching_window"
        )
        object.__setattr__(self, "window_seconds", window)

    @property
    def construct_id(self) -> str:
        """The mapping's place below the alias."""
        return self.PLACE if self.name is None else f"{self.PLACE}-{self.name}"

    def poll(self, release: Release, **props: Any) -> None:
        """The mapping is made."""
        lambda_.EventSourceMapping(
            release.alias, self.construct_id, target=release.alias, **self.polling_props(), **props
        )

    def resource_props(self) -> dict[str, Any]:
        """What a mapping takes that the CDK has the resource for, and no construct."""
        return {
            "filter_criteria": None if self.only is None else {"filters": self.only.cdk_filters()},
            "kms_key_arn": None if self.filter_key is None else self.filter_key.key_arn,
            "batch_size": self.batch_size,
            "maximum_batching_window_in_seconds": self.window_seconds,
            "enabled": None if self.enabled else False,
        }

    def polling_props(self) -> dict[str, Any]:
        """What every mapping takes."""
        return {
            **filter_props(self.only),
            "filter_encryption": self.filter_key,
            "batch_size": self.batch_size,
            "max_batching_window": self.batching_window,
            "enabled": None if self.enabled else False,
        }
