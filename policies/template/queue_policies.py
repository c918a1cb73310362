"""Whether a service may send to a queue of the assembly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.references import referenced
from policies.template.statements import policy_document
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from policies.template.resources.queue import Queue
    from policies.template.statements import Statement

SEND: Final = "sqs:SendMessage"
# The property that names the queues, by the type that holds policies.
_HOLDERS: Final = {
    "AWS::SQS::QueueInlinePolicy": "Queue",
    "AWS::SQS::QueuePolicy": "Queues",
}
_DOCUMENT: Final = "PolicyDocument"
_KEY_OF_AWS: Final = "alias/aws/sqs"


def may_be_sent_by(queue: Queue, service: str) -> bool:
    """False only when no policy of the assembly may let the service send to the queue."""
    return any(
        _may_let_in(resource, service)
        for environment in queue.template.environment.same_account
        for template in environment.templates
        for type_name, names in _HOLDERS.items()
        for resource in template.of_type(type_name)
        if _may_be_of(resource, names, queue)
    )


def has_key_of_aws(queue: Queue) -> bool:
    """True for a queue encrypted with the key that AWS manages, whose policy lets in no service."""
    return queue.value("KmsMasterKeyId") == _KEY_OF_AWS


def _may_be_of(resource: Resource, names: str, queue: Queue) -> bool:
    value = resource.value(names)
    listed = value if isinstance(value, list) else [value]
    resolved = [resource.template.intrinsics.resolve(each) for each in listed]
    named = [each for value in resolved for each in referenced(value)]
    are_known = bool(resolved) and all(referenced(each) for each in resolved)
    return queue in named or not are_known


def _may_let_in(resource: Resource, service: str) -> bool:
    document = policy_document(resource, resource.value(_DOCUMENT), _DOCUMENT)
    return not document.is_complete or any(
        _admits(statement, service) for statement in document.statements
    )


def _admits(statement: Statement, service: str) -> bool:
    if statement.effect == "Deny" or statement.names(SEND) is False:
        return False
    principals = statement.principals
    if not isinstance(principals, dict):
        return True
    return any(
        isinstance(principal, Unresolved) or principal in ("*", service)
        for named in principals.values()
        for principal in named
    )
