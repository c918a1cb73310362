"""AWS::IAM::Role."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.arns import role_arn
from policies.template.references import referenced
from policies.template.resource import Resource
from policies.template.statements import PolicyDocument, policy_document
from policies.template.values import Reference, Text, Unresolved

if TYPE_CHECKING:
    from policies.template.arns import Component
    from policies.template.resources.function import Function
    from policies.template.rights import Rights
    from policies.template.statements import Statement
    from policies.template.values import Value


ASSUME: Final = "sts:AssumeRole"
_LAMBDA: Final = "lambda.amazonaws.com"


class Role(Resource):
    """A role that a service, an account or an identity provider may assume."""

    type_name: ClassVar[str] = "AWS::IAM::Role"

    # What cached_property keeps: a dozen rules ask each role the same.
    __slots__ = ("__dict__",)

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("RoleName")

    @cached_property
    def trust(self) -> PolicyDocument:
        """Who may assume it."""
        raw = self.value("AssumeRolePolicyDocument")
        return policy_document(self, raw, "AssumeRolePolicyDocument")

    @property
    def trusted_services(self) -> list[str] | None:
        """The services that may assume it; None where it is not known who may."""
        if not self.trust.is_complete:
            return None
        found = [_services(statement) for statement in self.trust.statements]
        known = [services for services in found if services is not None]
        if len(known) < len(found):
            return None
        return [service for services in known for service in services]

    @cached_property
    def inline_policies(self) -> list[PolicyDocument] | Unresolved:
        """The documents of the policies that it holds itself."""
        policies = self.value("Policies")
        if policies is None or isinstance(policies, Unresolved):
            return [] if policies is None else policies
        resolve = self.template.intrinsics.resolve
        found = []
        for index, raw in enumerate(policies if isinstance(policies, list) else [policies]):
            policy = resolve(raw)
            if policy is not None:
                document = policy.get("PolicyDocument") if isinstance(policy, dict) else None
                at = f"Policies.{index}.PolicyDocument"
                found.append(policy_document(self, document, at))
        return found

    @cached_property
    def managed_policies(self) -> list[Value] | Unresolved:
        """The ARNs of the managed policies it is given."""
        policies = self.items("ManagedPolicyArns")
        return [] if policies is None else policies

    @property
    def own_managed_policies(self) -> list[Resource]:
        """Those of its managed policies that the assembly declares."""
        listed = self.managed_policies
        if not isinstance(listed, list):
            return []
        return [resource for arn in listed for resource in referenced(arn)]

    @cached_property
    def rights(self) -> Rights:
        """What it may do, as far as the assembly shows."""
        from policies.template.rights import rights_of  # noqa: PLC0415 - it reads this view

        return rights_of(self)

    @cached_property
    def functions(self) -> list[Function]:
        """The functions that run with it, over all stacks that can refer to it."""
        from policies.template.resources.function import (  # noqa: PLC0415 - it reads this view
            Function,
        )

        return self.template.environment.related_in_account((Function,), "role", self)

    @cached_property
    def trusts_lambda(self) -> bool | Unresolved:
        """Whether Lambda may assume it; unresolved where the template does not tell."""
        trust = self.trust
        doubt = not trust.is_complete
        for statement in trust.statements:
            principals = statement.principals
            if statement.effect == "Deny" or statement.names(ASSUME) is False:
                continue
            if not isinstance(principals, dict):
                doubt = True
                continue
            for kind, named in principals.items():
                if kind == "Service" and any(map(_is_lambda, named)):
                    return True
                doubt = doubt or any(isinstance(each, Unresolved) for each in named)
        return Unresolved("who is trusted") if doubt else False

    @cached_property
    def is_for_functions(self) -> bool:
        """True when functions of the assembly run with it, or Lambda may assume it."""
        return bool(self.functions) or self.trusts_lambda is True

    def identifier(self, attribute: str) -> tuple[Component, ...] | None:
        """`Ref` gives the role's name, `Arn` its ARN, which names a path too when it has one."""
        name = self.name
        known = name if isinstance(name, str) else ""
        itself = Reference(f"the name of {self.logical_id}", self, known_text=known)
        if attribute == "Arn":
            return role_arn(self.text("Path"), itself)
        return None if attribute else (itself,)


def _is_lambda(principal: Value) -> bool:
    """True for Lambda's principal, also where the domain is AWS::URLSuffix."""
    start = principal.parts[0] if isinstance(principal, Text) else principal
    return start == _LAMBDA or (isinstance(principal, Text) and start == "lambda.")


def _services(statement: Statement) -> list[str] | None:
    """The services that a statement lets in; None where it is not known whom it lets in."""
    principals = statement.principals
    if not isinstance(principals, dict) or "*" in principals.get("AWS", []):
        return None
    services = principals.get("Service", [])
    known = [service for service in services if isinstance(service, str) and service != "*"]
    return known if len(known) == len(services) else None
