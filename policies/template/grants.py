"""Whether a function's resource-based policy lets a caller in."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.service_principals import service_of
from policies.template.connectors import has_connectors
from policies.template.function_target import LATEST, FunctionTarget
from policies.template.references import referenced
from policies.template.resources.permission import EVERY_ACTION, EVERYBODY, INVOKE, Permission
from policies.template.source_match import is_of_another_source
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.calls import Call
    from policies.template.resources.function import Function
    from policies.template.template import Template

_WHOLE_POLICY: Final = "AWS::Lambda::ResourcePolicy"


class Verdict(Enum):
    """What the template says of a call that needs a permission."""

    GRANTED = "granted"
    UNKNOWN = "unknown"
    MEANT = "a permission is meant for it, and something else is wrong with that"
    OTHER_QUALIFIER = "granted on another qualifier"
    OTHER_SOURCE = "granted to another source"
    MISSING = "not granted"


class Grant(NamedTuple):
    """The verdict, with the permission that comes closest."""

    verdict: Verdict
    permission: Permission | None = None


def grant_of(call: Call) -> Grant:
    """Whether some permission lets the call through, and what is wrong with the closest if none."""
    if call.principal is None:
        return Grant(Verdict.GRANTED)
    function = call.target.function
    templates = {id(each.template): each.template for each in (function, call.caller)}
    if any(map(is_open, templates.values())):
        return Grant(Verdict.UNKNOWN)
    closest = Grant(Verdict.MISSING)
    for permission in permissions_for(call.target.function):
        found = _judged(permission, call)
        if found in (Verdict.GRANTED, Verdict.UNKNOWN, Verdict.MEANT):
            return Grant(found, permission)
        if found is Verdict.OTHER_QUALIFIER or (
            found is Verdict.OTHER_SOURCE and closest.permission is None
        ):
            closest = Grant(found, permission)
    return closest


def granting(call: Call) -> list[Permission]:
    """The permissions that certainly let the call through."""
    return [
        each
        for each in permissions_for(call.target.function)
        if _judged(each, call) is Verdict.GRANTED
    ]


def permissions_for(function: Function) -> Iterator[Permission]:
    """Those for the function or for one that only the deployment knows.

    Of all stacks of the assembly that may be in the function's account and region.
    """
    own = function.template.environment
    if not own.related_in_account((Permission,), "function", None):
        for permission in own.related_in_account((Permission,), "function", function):
            if permission.template.environment.region == own.region:
                yield permission
        return
    for environment in own.same_account:
        if environment.region == own.region:
            for named in (function, None):
                yield from environment.related(Permission, "function", named)


def allows(permission: Permission, action: str) -> bool | Unresolved:
    """Whether the action is among what the permission allows."""
    allowed = permission.action
    if isinstance(allowed, Unresolved):
        return allowed
    return allowed == action or allowed in EVERY_ACTION


def is_same_target(one: FunctionTarget, other: FunctionTarget) -> bool | None:
    """Whether both mean the same qualifier of a function; None when only the deployment knows."""
    if one.alias is not None and other.alias is not None:
        return one.alias is other.alias
    if one.version is not None and other.version is not None:
        return one.version is other.version
    if (one.alias or one.version) and (other.alias or other.version):
        return False
    left, right = _plain(one), _plain(other)
    if left == right and isinstance(left, str | None):
        return True
    if None in (left, right):
        known = one if right is None else other
        return False if known.alias or known.version or isinstance(known.qualifier, str) else None
    return False if isinstance(left, str) and isinstance(right, str) else None


def _plain(target: FunctionTarget) -> str | Unresolved | None:
    """The qualifier, None for what reaches $LATEST."""
    return None if target.qualifier == LATEST else target.qualifier


def _judged(permission: Permission, call: Call) -> Verdict:
    target = permission.target
    if target is not None and target.function is not call.target.function:
        return Verdict.MISSING
    lets_in = _lets_in(permission, call)
    if lets_in is False:
        return Verdict.MEANT if _is_meant(permission, call) else Verdict.MISSING
    # Without a target only the deployment knows whose function it is: it may be this one.
    if lets_in is None or target is None or permission.is_certain is not True:
        return Verdict.UNKNOWN
    if call.source is not None and is_of_another_source(permission.source_arn, call.source):
        return Verdict.OTHER_SOURCE
    is_same = is_same_target(target, call.target)
    if is_same is None:
        return Verdict.UNKNOWN
    return Verdict.GRANTED if is_same else Verdict.OTHER_QUALIFIER


def _lets_in(permission: Permission, call: Call) -> bool | None:
    """Whether it lets the caller's service invoke; None when only the deployment knows."""
    principal, allowed = permission.principal, allows(permission, INVOKE)
    if allowed is False or permission.is_by_url_only is True:
        return False
    if isinstance(principal, Unresolved):
        return None
    is_named = principal == EVERYBODY or _is_service(principal, call.principal)
    return is_named and (allowed is True or None)


def _is_meant(permission: Permission, call: Call) -> bool:
    """True for one that names the right service, or the caller as its source."""
    principal = permission.principal
    names_service = isinstance(principal, str) and _is_service(principal, call.principal)
    return names_service or (
        call.source is not None and call.source in referenced(permission.source_arn)
    )


def _is_service(principal: str | None, wanted: str | None) -> bool:
    if principal is None or wanted is None:
        return False
    return service_of(principal) == wanted.partition(".")[0]


def is_open(template: Template) -> bool:
    """True where a macro, loop or connector grants unseen, or a policy is written as a whole."""
    if template.insertion(template.section("Resources")) is not None or has_connectors(template):
        return True
    return any(_WHOLE_POLICY in each.types for each in template.environment.templates)
