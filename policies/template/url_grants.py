"""The two grants that a caller of a function URL needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.grants import allows, is_open, is_same_target, permissions_for
from policies.template.resources.permission import EVERYBODY, INVOKE, INVOKE_BY_URL
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.function_target import FunctionTarget
    from policies.template.resources.permission import Permission
    from policies.template.template import Template

# https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
BOTH: Final = (INVOKE_BY_URL, INVOKE)


def public_grants(target: FunctionTarget, template: Template) -> set[str] | None:
    """Which of the two grants everybody has; None when only the deployment knows."""
    granted: set[str] = set()
    if is_open(template) or is_open(target.function.template):
        return None
    for permission in permissions_for(target.function):
        principal, own = permission.principal, permission.target
        if principal != EVERYBODY and not isinstance(principal, Unresolved):
            continue
        is_same = is_same_target(own, target) if own else None
        if is_same is False or permission.url_auth_type == "AWS_IAM":
            continue
        allowed = [allows(permission, action) for action in BOTH]
        if not any(allowed):
            continue
        if is_same is None or permission.is_certain is not True or not isinstance(principal, str):
            return None
        if any(isinstance(each, Unresolved) for each in allowed):
            return None
        granted |= {action for action, is_allowed in zip(BOTH, allowed, strict=True) if is_allowed}
    return granted


def has_second_grant(permission: Permission) -> bool | None:
    """Whether a principal that may call a URL may invoke too; None when it is not known."""
    target = permission.target
    if target is None or is_open(permission.template):
        return None
    for other in permissions_for(target.function):
        allowed = allows(other, INVOKE)
        principal, own = other.principal, other.target
        if allowed is False or (principal != permission.principal and isinstance(principal, str)):
            continue
        is_same = is_same_target(own, target) if own else None
        if is_same is not False:
            return True if is_same and allowed is True else None
    return False
