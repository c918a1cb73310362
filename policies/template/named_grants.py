"""What a function is allowed, by name, to write to: where it may call itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.arn_service import arn_service, service_of
from policies.template.arns import components
from policies.template.values import Reference, Text, joined, parts_of

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from policies.template.resources.function import Function
    from policies.template.values import Value

_EVERYTHING_IN_IT: Final = ("", "/*", "*")
_NAMES: Final = {
    "AWS::S3::Bucket": "BucketName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::SQS::Queue": "QueueName",
}


def granted_by_name(function: Function, resource: Resource, *actions: str) -> str | None:
    """The first of the actions that the function's role is granted on exactly this resource.

    A grant on everything, under a Condition, or on a part of the resource, tells nothing of what
    the function does.
    """
    role = function.role
    if role is None:
        return None
    for statement in role.rights.statements:
        if not statement.allows or statement.is_conditional:
            continue
        named = statement.resources if isinstance(statement.resources, list) else []
        if any(_is_whole(each, resource) for each in named):
            granted = next((each for each in actions if statement.names(each) is True), None)
            if granted:
                return granted
    return None


def _is_whole(value: Value, resource: Resource) -> bool:
    """Whether an ARN is that of the resource, or of all that is in it."""
    parts = parts_of(value)
    for index, part in enumerate(parts):
        if isinstance(part, Reference) and part.resource is resource:
            rest = parts[index + 1 :]
            return "".join(str(each) for each in rest) in _EVERYTHING_IN_IT
    return _names_whole(value, resource)


def _names_whole(value: Value, resource: Resource) -> bool:
    """Whether an ARN that is written out ends in the name that the resource is given."""
    spelled, name = components(value), resource.value(_NAMES.get(resource.type, ""))
    if spelled is None or not isinstance(name, str | Text):
        return False
    if arn_service(value) != service_of(resource):
        return False
    return spelled[-1] in [joined([name, tail]) for tail in _EVERYTHING_IN_IT]
