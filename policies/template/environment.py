"""An account and region, with the templates that deploy into it."""

from __future__ import annotations

from time import gmtime, strftime
from typing import TYPE_CHECKING, TypeVar

from policies.domain.concurrency import ConcurrencyQuota

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from policies.template.calls import Call
    from policies.template.resource import Resource
    from policies.template.resources.alias import Alias
    from policies.template.resources.function import Function
    from policies.template.template import Template

R = TypeVar("R", bound="Resource")


class Environment:
    """What CDK calls an environment: the templates that certainly share an account and region.

    A stack that names no account and region (CDK's environment-agnostic stacks, plain templates)
    is an environment of its own, with its nested stacks: where two of them are deployed, nobody
    knows before.
    """

    def __init__(
        self,
        account: str | None = None,
        region: str | None = None,
        quota: ConcurrencyQuota | None = None,
        today: str | None = None,
    ) -> None:
        self.account = account
        self.region = region
        self.quota = quota or ConcurrencyQuota()
        # The day (ISO 8601, in UTC) that is judged by: now, unless somebody asks about another.
        self.today = today or now()
        self.templates: list[Template] = []
        # What an assembly deploys into the same account, other regions included: roles have none.
        self.same_account: list[Environment] = [self]
        # Kept by calls.
        self.found_calls: list[Call] | None = None
        self.calls_of_functions: dict[int, list[Call]] | None = None
        # Types and properties, and how many templates there were when they were gathered.
        self._names: tuple[int, tuple[AbstractSet[str], AbstractSet[str]]] | None = None
        # By kind, and by how many templates there were when they were gathered.
        self._resources: dict[tuple[str, int], list[Resource]] = {}
        self._related: dict[tuple[str, str], dict[int, list[Resource]]] = {}
        # Of the whole account, kept by the first of its environments.
        self.related_by_account: dict[tuple[object, ...], dict[int, list[Resource]]] = {}
        self._aliases: dict[int, dict[str, list[Alias]]] = {}
        self._named: dict[str, dict[str, list[Resource]]] = {}

    def __str__(self) -> str:
        return f"{self.account or 'unknown account'}/{self.region or 'unknown region'}"

    @property
    def account_and_region(self) -> tuple[str | None, str | None]:
        """Both, None for the one that is known at deployment only."""
        return self.account, self.region

    def resources(self, kind: type[R]) -> list[R]:
        """All resources of a kind, over all templates; not to be changed."""
        key = kind.type_name, len(self.templates)
        if key not in self._resources:
            self._resources[key] = [
                resource for template in self.templates for resource in template.of(kind)
            ]
        return self._resources[key]  # type: ignore[return-value]  # keyed by kind

    @property
    def types(self) -> AbstractSet[str]:
        """The CloudFormation types of its resources."""
        return self._written()[0]

    @property
    def property_names(self) -> AbstractSet[str]:
        """The names of the properties that its resources write."""
        return self._written()[1]

    def _written(self) -> tuple[AbstractSet[str], AbstractSet[str]]:
        if self._names is None or self._names[0] != len(self.templates):
            types: set[str] = set()
            names: set[str] = set()
            for template in self.templates:
                types |= template.types
                for resource in template.resources.values():
                    names |= resource.property_names
            self._names = len(self.templates), (types, names)
        return self._names[1]

    def related(self, kind: type[R], by: str, to: Resource | None) -> list[R]:
        """The resources of a kind whose attribute `by` is the resource `to`, or lists it."""
        return self.grouped(kind, by).get(id(to), [])  # type: ignore[return-value]  # keyed by kind

    def related_in_account(
        self, kinds: tuple[type[R], ...], by: str, to: Resource | None
    ) -> list[R]:
        """As `related`, of several kinds and over all environments of the account, in their order.

        One index for the account: as many look-ups as it has stacks, for each of its roles, would
        take the square of an app's size.
        """
        known = self.same_account[0].related_by_account
        key = (*kinds, by)
        if key not in known:
            index = known[key] = {}
            for environment in self.same_account:
                for kind in kinds:
                    for identity, found in environment.grouped(kind, by).items():
                        index.setdefault(identity, []).extend(found)
        return known[key].get(id(to), [])  # type: ignore[return-value]  # keyed by kind

    def grouped(self, kind: type[Resource], by: str) -> dict[int, list[Resource]]:
        """The resources of a kind, by the identity of what their attribute `by` is or lists."""
        key = kind.type_name, by
        if key not in self._related:
            index: dict[int, list[Resource]] = {}
            self._related[key] = index
            for resource in self.resources(kind):
                found = getattr(resource, by)
                for each in found if isinstance(found, list) else (found,):
                    index.setdefault(id(each), []).append(resource)
        return self._related[key]

    def alias_named(self, function: Function, name: str) -> Alias | None:
        """The function's alias of this name; None when none or more than one has it."""
        key = id(function)
        if key not in self._aliases:
            index: dict[str, list[Alias]] = {}
            self._aliases[key] = index
            for alias in function.aliases:
                if isinstance(alias.name, str):
                    index.setdefault(alias.name, []).append(alias)
        bearers = self._aliases[key].get(name, [])
        return bearers[0] if len(bearers) == 1 else None

    def named(self, type_name: str, name: str) -> Resource | None:
        """The resource of a type that has this name; None when none or more than one has.

        A resource that a condition may leave out is none: somebody else's may have the name then.
        """
        if type_name not in self._named:
            index: dict[str, list[Resource]] = {}
            self._named[type_name] = index
            for template in self.templates:
                for resource in template.of_type(type_name):
                    own = getattr(resource, "name", None)
                    if isinstance(own, str):
                        index.setdefault(own, []).append(resource)
        bearers = self._named[type_name].get(name, [])
        return bearers[0] if len(bearers) == 1 and bearers[0].is_certain is True else None


def share_accounts(environments: list[Environment]) -> None:
    """Let the environments of an assembly know the others of their account.

    Those that name no account count as one: where they are deployed, they can refer to each other.
    """
    of_account: dict[str | None, list[Environment]] = {}
    for environment in environments:
        of_account.setdefault(environment.account, []).append(environment)
        environment.same_account = of_account[environment.account]


def now() -> str:
    """The day it is, in UTC (ISO 8601)."""
    return strftime("%Y-%m-%d", gmtime())
