"""What makes two event source mappings the same to Lambda: their source and their function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.function_target import LATEST
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from collections.abc import Hashable

    from policies.template.function_target import FunctionTarget
    from policies.template.resources.event_source_mapping import EventSourceMapping

# What a cluster or broker has several of; each counts as a source of its own.
_PARTS_OF_SOURCES: Final = ("topics", "broker_queues", "database", "collection")


def identities(mapping: EventSourceMapping) -> list[Hashable]:
    """Mappings that share one of these are the same to Lambda; none where that is not certain.

    A Kafka cluster of one's own has one for each of its bootstrap servers.
    """
    target = mapping.target
    qualifier = _qualifier(target) if target else None
    parts = [_part(getattr(mapping, name)) for name in _PARTS_OF_SOURCES]
    if target is None or qualifier is None or any(part is None for part in parts):
        return []
    own = (id(target.function), qualifier, *parts)
    return [(source, *own) for source in _sources(mapping)]


def _qualifier(target: FunctionTarget) -> Hashable | None:
    meant = target.alias or target.version or target.qualifier or LATEST
    return None if isinstance(meant, Unresolved) else meant


def _sources(mapping: EventSourceMapping) -> list[Hashable]:
    if mapping.is_self_managed is True:
        servers = mapping.bootstrap_servers
        listed = servers if isinstance(servers, list) else []
        return [each for each in listed if isinstance(each, str)]
    if mapping.queue is not None:
        return [mapping.queue]
    arn = mapping.source_arn
    return [arn] if isinstance(arn, (str, Reference)) else []


def _part(value: object) -> Hashable | None:
    """The topics, the queues or the database as a key; None when they are not known."""
    named = value if isinstance(value, list) else [value]
    known = [each for each in named if each is None or isinstance(each, str)]
    return tuple(known) if len(known) == len(named) else None
