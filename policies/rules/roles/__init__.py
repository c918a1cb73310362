"""Rules about roles: what functions may do that they need not, and what they lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.enumeration import enumerated
from policies.domain.needed_rights import DESTINATION
from policies.engine import Finding
from policies.template.values import Reference, as_text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.domain.needed_rights import Need
    from policies.template.destination import Destination
    from policies.template.resource import Resource
    from policies.template.resources.event_source_mapping import EventSourceMapping
    from policies.template.resources.function import Function
    from policies.template.values import Value


def lacking_rights(
    judged: Resource,
    function: Function,
    needs: Iterable[Need],
    *,
    at: str,
    on: Value = None,
    what: str = "",
    policy: str = "",
) -> Iterator[Finding]:
    """The finding for a role that certainly lacks some of what is needed.

    Args:
        judged: What fails for the lack of it.
        function: Whose role it is.
        needs: What the role must be allowed.
        at: The property that needs it.
        on: The resource to which it must be allowed, None for any.
        what: How a message calls that resource.
        policy: The managed policy of AWS that has it all, as what follows `policy/`.
    """
    role = function.role
    missing = role.rights.missing(needs, on) if role else []
    if role is None or not missing:
        return
    place = f" on {what}" if what else ""
    attach = f"attach {policy} to {role.logical_id}, or " if policy else ""
    yield Finding(
        judged,
        f"role of {function.logical_id} must allow {enumerated(needs)}{place}, "
        f"got {role.logical_id} without {enumerated(missing)}",
        f"{attach}allow {enumerated(missing)}{place} in a policy of {role.logical_id}",
        at=at,
    )


def source_rights(
    mapping: EventSourceMapping, needs: Iterable[Need], *, policy: str = ""
) -> Iterator[Finding]:
    """The finding for a mapping whose function may not read what it polls."""
    target, source = mapping.target, mapping.source_resource
    if target and target.has_current_configuration:
        yield from lacking_rights(
            mapping,
            target.function,
            needs,
            at="EventSourceArn",
            on=mapping.source_arn if source is None else _arn_of(source, mapping.source_arn),
            what=source.logical_id if source else "its source",
            policy=policy,
        )


def delivery_rights(
    holder: Resource, function: Function, destination: Destination
) -> Iterator[Finding]:
    """The finding for a destination that the function may not write to."""
    if destination.flaw is not None or destination.resource is None:
        return
    if destination.is_fifo is True:  # as destination-is-fifo tells
        return
    target = _arn_of(destination.resource, destination.value)
    if destination.service == "s3":
        target = joined([as_text(target), "/any-object"])
    yield from lacking_rights(
        holder,
        function,
        DESTINATION.get(destination.service, ()),
        at=destination.at,
        on=target,
        what=destination.name,
    )


def _arn_of(resource: Resource, value: Value) -> Value:
    """What names the resource: the value, or a reference where it is the text of a queue's ARN."""
    if isinstance(value, Reference) or resource.type != "AWS::SQS::Queue":
        return value
    return Reference(f"the ARN of {resource.logical_id}", resource, "Arn")
