"""Which role of the assembly a name or an ARN means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from policies.template.arns import components
from policies.template.values import Reference, parts_of

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from policies.template.resources.role import Role
    from policies.template.template import Template
    from policies.template.values import Value

_TYPE: Final = "AWS::IAM::Role"
_OTHERS: Final = frozenset(
    {"AWS::IAM::InstanceProfile", "AWS::IAM::ManagedPolicy", "AWS::IAM::Group", "AWS::IAM::User"}
)
# https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
_ROLE_ARN: Final = r"arn:aws[a-zA-Z-]*:iam::\d{12}:role/.+"


def role_with_arn(value: Value, template: Template) -> Role | None:
    """The role that an ARN means; None when the assembly does not hold it or does not tell."""
    if isinstance(value, Reference):
        return _as_role(value.resource)
    parts = components(value)
    last = parts[-1] if parts else None
    # A name has no slash, so it is what follows the last one: `role/service-role/biller`.
    name = parts_of(last)[-1]
    if isinstance(name, Reference):
        return _as_role(name.resource)
    account = parts[4] if parts and len(parts) > 4 else None  # noqa: PLR2004 - an ARN's fifth part
    own = template.environment.account
    if not isinstance(name, str) or (isinstance(account, str) and own and account != own):
        return None
    _, slash, whole = name.rpartition("/")
    return _named(whole, template) if slash else None


def named_role(value: Value, template: Template) -> Role | None:
    """The role that a name means; None when the assembly does not hold it or does not tell."""
    parts = components(value)
    name = parts[0] if parts and len(parts) == 1 else None
    if isinstance(name, Reference):
        return _as_role(name.resource)
    return _named(name, template) if isinstance(name, str) else None


def what_is_no_role(value: Value) -> str | None:
    """What the ARN names instead of a role; None where it may name one, or is no ARN."""
    if isinstance(value, Reference):
        kind, name = value.resource.type, value.resource.logical_id
        return f"that of {name}, an {kind}" if kind in _OTHERS else None
    if isinstance(value, str) and value.startswith("arn:") and not re.fullmatch(_ROLE_ARN, value):
        return value
    return None


def _named(name: str, template: Template) -> Role | None:
    found = (each.named(_TYPE, name) for each in template.environment.same_account)
    return next((_as_role(role) for role in found if role is not None), None)


def _as_role(resource: Resource | None) -> Role | None:
    is_role = resource is not None and resource.type == _TYPE
    return cast("Role", resource) if is_role else None
