"""What templates allow functions: the statements of roles and policies that functions run with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from policies.template.resources.iam_policy import AttachedPolicy, ManagedPolicy, Policy, RolePolicy
from policies.template.resources.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.statements import PolicyDocument, Statement

Holder: TypeAlias = "Role | AttachedPolicy"

# The views of what holds statements about what a role may do.
HOLDERS: Final = (Role, Policy, RolePolicy, ManagedPolicy)


def documents_of(holder: Holder) -> list[PolicyDocument]:
    """The policies that a role holds itself, or the one that another resource is."""
    if isinstance(holder, AttachedPolicy):
        return [holder.document]
    inline = holder.inline_policies
    return inline if isinstance(inline, list) else []


def allowing(holder: Holder) -> Iterator[Statement]:
    """The statements with which a role, or a policy of one, allows functions something."""
    if not holder.is_for_functions:
        return
    for document in documents_of(holder):
        for statement in document.statements:
            if statement.allows:
                yield statement


def allowing_always(holder: Holder) -> Iterator[Statement]:
    """Those without a Condition; without those, too, that make an administrator.

    What an administrator may do besides is not worth telling.
    """
    for statement in allowing(holder):
        if not statement.is_conditional and not statement.makes_administrator:
            yield statement
