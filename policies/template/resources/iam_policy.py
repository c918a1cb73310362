"""AWS::IAM::Policy, AWS::IAM::RolePolicy and AWS::IAM::ManagedPolicy."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from policies.template.resource import Resource
from policies.template.role_target import named_role
from policies.template.statements import PolicyDocument, policy_document
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.resources.role import Role
    from policies.template.values import Value


class AttachedPolicy(Resource):
    """What the three types have in common: a document, and roles it is attached to."""

    # What cached_property keeps: a dozen rules ask each policy the same.
    __slots__ = ("__dict__",)

    @cached_property
    def document(self) -> PolicyDocument:
        """Its statements."""
        return policy_document(self, self.value("PolicyDocument"), "PolicyDocument")

    @property
    def role_names(self) -> list[Value] | Unresolved:
        """The names of the roles it is attached to, each resolved."""
        names = self.items("Roles")
        return [] if names is None else names

    @cached_property
    def roles(self) -> list[Role | None]:
        """The roles of the assembly it is attached to; None for one that nobody knows before."""
        names = self.role_names
        if isinstance(names, Unresolved):
            return [None]
        found = {name: named_role(name, self.template) for name in names}
        return [
            role for name, role in found.items() if role is not None or isinstance(name, Unresolved)
        ]

    @cached_property
    def is_for_functions(self) -> bool:
        """True when a role has it that functions of the assembly run with, or Lambda may assume."""
        return any(role is not None and role.is_for_functions for role in self.roles)


class Policy(AttachedPolicy):
    """An inline policy of roles, users or groups: what CDK's grants become."""

    type_name: ClassVar[str] = "AWS::IAM::Policy"

    __slots__ = ()


class RolePolicy(AttachedPolicy):
    """An inline policy of one role."""

    type_name: ClassVar[str] = "AWS::IAM::RolePolicy"

    __slots__ = ()

    @property
    def role_names(self) -> list[Value] | Unresolved:
        """The name of the role it is attached to, resolved."""
        name = self.value("RoleName")
        return [] if name is None else [name]


class ManagedPolicy(AttachedPolicy):
    """A policy of the account, attached here or by its ARN where a role is declared."""

    type_name: ClassVar[str] = "AWS::IAM::ManagedPolicy"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("ManagedPolicyName")

    @cached_property
    def is_for_functions(self) -> bool:
        """True when a role has it, attached here or listed there, that functions run with."""
        related = self.template.environment.related_in_account
        listing = related((_role_view(),), "own_managed_policies", self)
        return super().is_for_functions or any(role.is_for_functions for role in listing)


def _role_view() -> type[Role]:
    from policies.template.resources.role import Role  # noqa: PLC0415 - it reads this view

    return Role
