"""AWS::DynamoDB::Table and AWS::DynamoDB::GlobalTable."""

from __future__ import annotations

from typing import ClassVar

from policies.template.resource import Resource
from policies.template.values import Unresolved


class Table(Resource):
    """A DynamoDB table."""

    type_name: ClassVar[str] = "AWS::DynamoDB::Table"

    __slots__ = ()

    @property
    def has_stream(self) -> bool | Unresolved:
        """Whether it writes its changes to a stream."""
        specification = self.value("StreamSpecification")
        if isinstance(specification, Unresolved):
            return specification
        return bool(specification)

    @property
    def stream_view(self) -> str | Unresolved | None:
        """What of an item its stream carries: keys, the old or new image, or both."""
        return self.text("StreamSpecification", "StreamViewType")

    @property
    def is_replicated(self) -> bool | Unresolved:
        """Whether it is kept in several regions, which reads its stream as well."""
        return False


class GlobalTable(Table):
    """A DynamoDB table that may have replicas; with one replica it is like any other."""

    type_name: ClassVar[str] = "AWS::DynamoDB::GlobalTable"

    __slots__ = ()

    @property
    def is_replicated(self) -> bool | Unresolved:
        """Whether it has more than one replica."""
        replicas = self.items("Replicas")
        if isinstance(replicas, Unresolved):
            return replicas
        return len(replicas or ()) > 1
