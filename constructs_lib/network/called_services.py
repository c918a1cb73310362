"""Which services of AWS the functions of a network call, by what their roles may do at the end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aws_cdk import Stack
from aws_cdk import aws_iam as iam

from constructs_lib.destinations import receiver
from constructs_lib.guarded_queue import GuardedQueue
from constructs_lib.interfaces import has_property
from policies.domain.endpoints import endpoint_of, is_delegated
from policies.domain.managed_policies import AWS_POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from constructs_lib.function import VersionedFunction
    from constructs_lib.release import Release

# What Lambda polls and sends to is one of these to the CDK.
_ARNS: Final = (
    "queue_arn",
    "topic_arn",
    "event_bus_arn",
    "bucket_arn",
    "function_arn",
    "secret_arn",
    "stream_arn",
    "table_stream_arn",
)
# Lists all streams of an account: for the pollers of one, never for its consumer.
_LISTING: Final = ("dynamodb:ListStreams", "kinesis:ListStreams")
_AWS_POLICY: Final = ":iam::aws:policy/"


def is_known(role: iam.IRole) -> bool:
    """Whether all that a role may do is said in this app: it is made here, not imported."""
    return isinstance(role, iam.Role)


def called_services(
    functions: Sequence[VersionedFunction], stack: Stack
) -> dict[VersionedFunction, set[str]]:
    """The endpoints to what each function calls, by the ends of their names.

    What Lambda itself does with a role, from outside the VPC, is left out: it polls the sources of
    a release and writes to its destinations. So are rights under a condition, and rights to
    everything, which say nothing about what is called.

    It costs some six round trips for each function: for use once, when the tree is complete.
    """
    said = [_said_of(function) for function in functions]
    # One round trip for all of them: tokens become what the template will say.
    resolved = stack.resolve(said)
    return {
        function: set(_services(each)) for function, each in zip(functions, resolved, strict=True)
    }


def _said_of(function: VersionedFunction) -> dict[str, list[Any]]:
    documents: list[Any] = []
    managed: list[Any] = []
    for child in function.role.node.children:
        if isinstance(child, iam.Policy | iam.ManagedPolicy):
            documents.append(child.document)
        elif isinstance(child, iam.CfnRole):
            managed.append(child.managed_policy_arns)
            documents.extend(_inline(child.policies))
    return {"documents": documents, "managed": managed, "delegated": list(_delegated(function))}


def _inline(policies: Any) -> Iterator[Any]:
    if policies is not None:
        yield {"inline": policies}


def _services(said: dict[str, Any]) -> Iterator[str]:
    delegated = {_text(arn) for arn in said["delegated"]}
    for document in said["documents"]:
        for each in _documents(document):
            for statement in _listed(each.get("Statement")):
                yield from _called(statement, delegated)
    for arn in _strings(said["managed"]):
        policy = AWS_POLICIES.get(arn.partition(_AWS_POLICY)[2] or arn.rpartition("policy/")[2])
        for action in policy.actions if policy else ():
            endpoint = endpoint_of(action)
            if endpoint and not is_delegated(action):
                yield endpoint.service


def _documents(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "inline" not in document:
        yield document
        return
    for policy in _listed(document["inline"]):
        yield policy.get("policyDocument") or policy.get("PolicyDocument") or {}


def _called(statement: dict[str, Any], delegated: set[str]) -> Iterator[str]:
    if statement.get("Effect") != "Allow" or "Condition" in statement:
        return
    resources = {_text(each) for each in _listed(statement.get("Resource"))}
    is_of_lambda = bool(resources) and resources <= delegated
    for action in _listed(statement.get("Action")):
        endpoint = endpoint_of(action)
        if endpoint is None or action in _LISTING or (is_of_lambda and is_delegated(action)):
            continue
        yield endpoint.service


def _delegated(function: VersionedFunction) -> Iterator[str]:
    """The ARNs that Lambda polls, reads or writes with the function's role."""
    yield from _arns_of([function.features.dead_letters])
    for release in function.releases.values():
        yield from _arns_of(_parts(release))


def _parts(release: Release) -> Iterator[object]:
    yield release.lost
    if release.invocation is not None:
        yield release.invocation.on_failure
        yield release.invocation.on_success
    for trigger in release.triggers:
        fields = getattr(trigger, "__dataclass_fields__", ())
        yield from (getattr(trigger, name, None) for name in fields)


def _arns_of(parts: Iterable[object]) -> Iterator[str]:
    for each in parts:
        if each is None or isinstance(each, str | int | float | tuple | list | dict):
            continue
        part = each.queue if isinstance(each, GuardedQueue) else receiver(each)
        for name in _ARNS:
            if has_property(part, name):
                arn = getattr(part, name)
                if arn is not None:  # a table without a stream
                    yield arn


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _strings(each)
        case dict():
            for each in value.values():
                yield from _strings(each)


def _text(arn: Any) -> str:
    return json.dumps(arn, sort_keys=True)
