"""Which services of AWS the functions of a network call, by what their roles may do at the end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from aws_cdk import aws_iam as iam

from constructs_lib.destinations import ARNS, receiver
from constructs_lib.guarded_queue import GuardedQueue
from constructs_lib.interfaces import has_property
from policies.domain.endpoints import endpoint_of, is_delegated, redirects_calls
from policies.domain.managed_policies import AWS_POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aws_cdk import Stack

    from constructs_lib.function import VersionedFunction
    from constructs_lib.release import Release

Rights: TypeAlias = "dict[str, list[Any]]"
# What Lambda polls and sends to is one of these to the CDK.
_ARNS: Final = (*ARNS, "secret_arn", "stream_arn", "table_stream_arn")
# Lists all streams of an account: for the pollers of one, never for its consumer.
_LISTING: Final = ("dynamodb:ListStreams", "kinesis:ListStreams")
_AWS_POLICY: Final = ":iam::aws:policy/"


def is_known(role: iam.IRole) -> bool:
    """Whether all that a role may do is said in this app: it is made here, not imported."""
    return isinstance(role, iam.Role)


def rights_of(functions: Iterable[VersionedFunction]) -> dict[VersionedFunction, Rights]:
    """What their roles may do, as tokens: a grant that comes later is in them, too.

    Functions whose calls go to a proxy are left out. It costs five round trips or more for each.
    """
    calling = [each for each in functions if not redirects_calls(each.environment)]
    return {each: _rights_of(each) for each in calling}


def called_services(
    rights: Mapping[VersionedFunction, Rights], stack: Stack
) -> dict[VersionedFunction, set[str]]:
    """The endpoints to what each function calls, by the ends of their names.

    What Lambda itself does with a role, from outside the VPC, is left out: it polls the sources of
    a release and writes to its destinations. So are rights under a condition, and rights to
    everything, which say nothing about what is called.
    """
    # One round trip for all of them: tokens become what the template will say.
    resolved = stack.resolve([*rights.values()]) if rights else []
    return {
        function: {endpoint.service for endpoint in map(endpoint_of, _actions(said)) if endpoint}
        for function, said in zip(rights, resolved, strict=True)
    }


def _rights_of(function: VersionedFunction) -> Rights:
    children = function.role.node.children
    own = [each for each in children if isinstance(each, iam.CfnRole)]
    attached = [each for each in children if isinstance(each, iam.Policy | iam.ManagedPolicy)]
    return {
        "documents": [each.document for each in attached],
        "inline": [each.policies for each in own],
        "managed": [each.managed_policy_arns for each in own],
        "delegated": list(_delegated(function)),
    }


def _actions(said: dict[str, Any]) -> Iterator[str]:
    delegated = {_text(arn) for arn in said.get("delegated", ())}
    inline = [policy["policyDocument"] for each in said.get("inline", ()) for policy in each]
    for document in (*said.get("documents", ()), *inline):
        for statement in document.get("Statement", ()):
            yield from _called(statement, delegated)
    for name in _managed_policies(said.get("managed", ())):
        policy = AWS_POLICIES.get(name)
        yield from (each for each in policy.actions if not is_delegated(each)) if policy else ()


def _called(statement: dict[str, Any], delegated: set[str]) -> Iterator[str]:
    if statement["Effect"] != "Allow" or "Condition" in statement or "Action" not in statement:
        return
    resources = {_text(each) for each in _listed(statement["Resource"])}
    is_of_lambda = resources <= delegated
    for action in _listed(statement["Action"]):
        if action not in _LISTING and not (is_of_lambda and is_delegated(action)):
            yield action


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
            arn = getattr(part, name) if has_property(part, name) else None
            if arn is not None:  # the stream of a table without one is
                yield arn


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _managed_policies(arns: Any) -> Iterator[str]:
    """The names of managed policies of AWS, in whatever form the template has their ARNs."""
    match arns:
        case str():
            yield arns.partition(_AWS_POLICY)[2]
        case list():
            for each in arns:
                yield from _managed_policies(each)
        case dict():
            yield from _managed_policies([*arns.values()])


def _text(arn: Any) -> str:
    return json.dumps(arn, sort_keys=True)
