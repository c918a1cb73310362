"""AWS::Kinesis::Stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.resource import Resource

if TYPE_CHECKING:
    from policies.template.values import Unresolved


class Stream(Resource):
    """A Kinesis data stream."""

    type_name: ClassVar[str] = "AWS::Kinesis::Stream"

    __slots__ = ()

    @property
    def maximum_record_size_kib(self) -> int | Unresolved | None:
        """The largest record it takes, in KiB; None for the default, which fits everywhere."""
        return self.integer("MaxRecordSizeInKiB")
