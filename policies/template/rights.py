"""What a role may do, as far as the assembly shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain.managed_policies import AWS_POLICIES
from policies.template.arns import ARN_PARTS, components
from policies.template.connectors import has_connectors
from policies.template.references import is_handed_out
from policies.template.resource_policies import may_be_let_in
from policies.template.resources.iam_policy import ManagedPolicy, Policy, RolePolicy
from policies.template.statements import PolicyDocument, Statement
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.domain.managed_policies import AwsPolicy
    from policies.domain.needed_rights import Need
    from policies.template.resources.iam_policy import AttachedPolicy
    from policies.template.resources.role import Role
    from policies.template.template import Template
    from policies.template.values import Value

_ATTACHED: Final[tuple[type[AttachedPolicy], ...]] = (Policy, RolePolicy, ManagedPolicy)
_POLICY: Final = "policy/"
# The account of the managed policies that belong to AWS.
_AWS: Final = "aws"


class Rights:
    """All that a role is granted, and whether that is all.

    Attributes:
        role: Whose rights they are.
        statements: What its policies say, those of AWS included.
        unknown: Why it may have rights that nothing here shows; None when it has no others.
        beyond: Services about which a policy of AWS allows more than Keel has written down.
    """

    __slots__ = ("beyond", "role", "statements", "unknown")

    def __init__(self, role: Role) -> None:
        self.role = role
        self.statements: list[Statement] = []
        self.beyond: set[str] = set()
        self.unknown: str | None = None

    def may(self, action: str, resource: Value = None) -> bool | Unresolved:
        """Whether the role may do something, `sqs:SendMessage`, to a resource or to any (None).

        True when a statement allows it, be it under a Condition, on a resource that may be this
        one. False only when everything the role is granted is known and nothing allows it. What
        denies is left out of account, and so are policies of the resource itself.
        """
        doubt = self.unknown
        if action.partition(":")[0] in self.beyond:
            doubt = doubt or f"what a policy of AWS says about {action}"
        for statement in self.statements:
            names = statement.names(action)
            if names is False or statement.effect == "Deny":
                continue
            if statement.may_be_about(resource):
                if names is True and statement.allows:
                    return True
                doubt = doubt or "a statement known at deployment only"
        return False if doubt is None else Unresolved(doubt)

    def lacks(self, action: str, resource: Value = None) -> bool:
        """True when the role certainly may not do it: by no policy of its own or the resource's."""
        if self.may(action, resource) is not False:
            return False
        return not may_be_let_in(self.role, action, resource)

    def missing(self, needs: Iterable[Need], resource: Value = None) -> list[Need]:
        """The needs of which the role certainly has none of the actions."""
        return [
            need
            for need in needs
            if all(
                self.lacks(action, resource if need.is_on_resource else None)
                for action in need.actions
            )
        ]

    def granting(self, action: str, resource: Value = None) -> list[Statement]:
        """The statements that may allow the action on the resource."""
        return [
            statement
            for statement in self.statements
            if statement.effect != "Deny"
            and statement.names(action) is not False
            and statement.may_be_about(resource)
        ]


def rights_of(role: Role) -> Rights:
    """The rights of a role of the assembly, from all policies that any stack attaches to it."""
    rights = Rights(role)
    for document in _own_documents(role, rights):
        _add(rights, document, role.logical_id)
    for policy in _attached(role, rights):
        _add(rights, policy.document, policy.logical_id)
    managed = role.managed_policies
    if isinstance(managed, Unresolved):
        rights.unknown = managed.reason
        return rights
    for arn in managed:
        _add_managed(rights, arn)
    if _may_be_given_more(role.template):
        rights.unknown = "what a macro or a connector of SAM grants"
    if is_handed_out(role):
        rights.unknown = f"what other stacks attach to {role.logical_id}, which is exported"
    return rights


def aws_policy(arn: Value) -> AwsPolicy | None:
    """The managed policy of AWS that an ARN names, when Keel has it written down."""
    name = aws_policy_name(arn)
    return AWS_POLICIES.get(name) if name is not None else None


def aws_policy_name(arn: Value) -> str | None:
    """What follows `policy/` in the ARN of a managed policy of AWS, None for another's."""
    parts = components(arn)
    if parts is None or len(parts) != ARN_PARTS or parts[4] != _AWS:
        return None
    last = parts[5]
    is_policy = isinstance(last, str) and last.startswith(_POLICY)
    return str(last).removeprefix(_POLICY) if is_policy else None


def _own_documents(role: Role, rights: Rights) -> list[PolicyDocument]:
    inline = role.inline_policies
    if isinstance(inline, Unresolved):
        rights.unknown = inline.reason
        return []
    return inline


def _attached(role: Role, rights: Rights) -> Iterator[AttachedPolicy]:
    related = role.template.environment.related_in_account
    yield from related(_ATTACHED, "roles", role)
    if related(_ATTACHED, "roles", None):
        rights.unknown = "a policy of a role known at deployment only"


def _may_be_given_more(template: Template) -> bool:
    """True where a macro may add policies, or SAM does for connectors that are not expanded."""
    return "Transform" in template.document.data and (
        template.insertion(template.section("Resources")) is not None or has_connectors(template)
    )


def _add(rights: Rights, document: PolicyDocument, name: str) -> None:
    rights.statements += document.statements
    if not document.is_complete:
        rights.unknown = f"a policy of {name} known at deployment only"


def _add_managed(rights: Rights, arn: Value) -> None:
    if isinstance(arn, Reference) and isinstance(arn.resource, ManagedPolicy):
        _add(rights, arn.resource.document, arn.resource.logical_id)
        return
    known = aws_policy(arn)
    if known is None:
        rights.unknown = f"the policy {arn}" if isinstance(arn, str) else "a managed policy"
        return
    rights.beyond |= set(known.beyond)
    rights.statements += _statements_of(known)


def _statements_of(policy: AwsPolicy) -> Iterator[Statement]:
    if policy.actions:
        yield Statement(None, "", "Allow", actions=[*policy.actions], resources=["*"])
    if policy.except_actions:
        yield Statement(None, "", "Allow", not_actions=[*policy.except_actions], resources=["*"])
    for resource, actions in policy.on.items():
        yield Statement(None, "", "Allow", actions=[*actions], resources=[resource])
