"""Policy documents: what each statement allows or denies, to whom and on what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.iam import RAISING_ACTIONS, action_matches, whole_service
from policies.template.arn_match import may_cover
from policies.template.values import Reference, Text, Unresolved

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from policies.template.values import Value

_NOTHING_KNOWN: Final = Unresolved("a statement known at deployment only")


class Statement(NamedTuple):
    """One statement; a list that it does not have is None.

    `at` is where it stands, as a path below the Properties of `holder`, which is None for a policy
    of AWS.
    """

    holder: Resource | None
    at: str
    effect: str | Unresolved
    actions: list[Value] | Unresolved | None = None
    not_actions: list[Value] | Unresolved | None = None
    resources: list[Value] | Unresolved | None = None
    not_resources: list[Value] | Unresolved | None = None
    principals: dict[str, list[Value]] | Unresolved | None = None
    not_principals: dict[str, list[Value]] | Unresolved | None = None
    # The operators of its Condition; empty when it holds always.
    condition: dict[str, Value] | Unresolved = {}  # noqa: RUF012 - a NamedTuple's default, never changed

    @property
    def allows(self) -> bool:
        """True when it grants; one that denies, or may, grants nothing for certain."""
        return self.effect == "Allow"

    @property
    def is_conditional(self) -> bool:
        """True when it holds under a Condition only, or may."""
        return isinstance(self.condition, Unresolved) or bool(self.condition)

    def names(self, action: str) -> bool | Unresolved:
        """Whether its Action or NotAction covers the action; unresolved where it does not tell."""
        if self.actions is not None:
            return _covers(self.actions, action)
        if self.not_actions is None:
            return _NOTHING_KNOWN
        excluded = _covers(self.not_actions, action)
        return excluded if isinstance(excluded, Unresolved) else not excluded

    def may_be_about(self, resource: Value) -> bool:
        """False only when its Resource certainly leaves the resource out; None is any resource."""
        if not isinstance(self.resources, list):
            return True
        return any(may_cover(pattern, resource) for pattern in self.resources)

    @property
    def is_about_everything(self) -> bool:
        """True when its Resource is `*`."""
        return isinstance(self.resources, list) and "*" in self.resources

    @property
    def named_actions(self) -> list[str]:
        """The actions and patterns that its Action lists and that are known."""
        listed = self.actions if isinstance(self.actions, list) else []
        return [each for each in listed if isinstance(each, str)]

    @property
    def whole_services(self) -> list[str]:
        """Those of its actions that cover all of a service, or all of AWS."""
        return [each for each in self.named_actions if whole_service(each) is not None]

    @property
    def raising_actions(self) -> list[str]:
        """Those of its actions that are, or cover, ways to raise one's own rights."""
        return [
            each
            for each in self.named_actions
            if each.lower().startswith("iam:")
            and any(action_matches(each, action) for action in RAISING_ACTIONS)
        ]

    @property
    def makes_administrator(self) -> bool:
        """True for everything on everything, without a condition."""
        return (
            self.allows
            and self.is_about_everything
            and not self.is_conditional
            and any(whole_service(each) == "*" for each in self.named_actions)
        )


class PolicyDocument(NamedTuple):
    """The statements of a policy; `is_complete` when the template shows all there are."""

    statements: tuple[Statement, ...] = ()
    is_complete: bool = True


def policy_document(holder: Resource, raw: Value, at: str) -> PolicyDocument:
    """The document that stands at a path of a resource."""
    resolve = holder.template.intrinsics.resolve
    document = resolve(raw)
    if not isinstance(document, dict):
        return PolicyDocument(is_complete=False)
    listed = resolve(document.get("Statement"))
    places = (
        [(f"{at}.Statement.{index}", resolve(each)) for index, each in enumerate(listed)]
        if isinstance(listed, list)
        else [(f"{at}.Statement", listed)]
    )
    known = [(place, each) for place, each in places if each is not None]
    statements = tuple(
        _statement(holder, place, each) for place, each in known if isinstance(each, dict)
    )
    is_complete = bool(known) and len(statements) == len(known)
    return PolicyDocument(statements, is_complete=is_complete)


def _statement(holder: Resource, at: str, raw: dict[str, Value]) -> Statement:
    effect = holder.template.intrinsics.resolve(raw.get("Effect"))
    return Statement(
        holder,
        at,
        effect if isinstance(effect, str) else Unresolved("an effect"),
        _listed(holder, raw.get("Action")),
        _listed(holder, raw.get("NotAction")),
        _listed(holder, raw.get("Resource")),
        _listed(holder, raw.get("NotResource")),
        _principals(holder, raw.get("Principal")),
        _principals(holder, raw.get("NotPrincipal")),
        _condition(holder, raw.get("Condition")),
    )


def _principals(holder: Resource, raw: Value) -> dict[str, list[Value]] | Unresolved | None:
    """Kind of principal to who: `{"Service": ["lambda.amazonaws.com"]}`; `*` is every AWS one."""
    value = holder.template.intrinsics.resolve(raw)
    if value is None or isinstance(value, Unresolved):
        return value
    if not isinstance(value, dict):
        return {"AWS": [value]}
    found: dict[str, list[Value]] = {}
    for kind, named in value.items():
        who = _listed(holder, named)
        found[kind] = who if isinstance(who, list) else [who]
    return found


def _listed(holder: Resource, raw: Value) -> list[Value] | Unresolved | None:
    """What an element lists; one value needs no list around it."""
    intrinsics = holder.template.intrinsics
    value = intrinsics.resolve(raw)
    return [value] if isinstance(value, (Reference, Text)) else intrinsics.items(value)


def _condition(holder: Resource, raw: Value) -> dict[str, Value] | Unresolved:
    value = holder.template.intrinsics.resolve(raw)
    if isinstance(value, Unresolved):
        return value
    return value if isinstance(value, dict) else {}


def _covers(patterns: list[Value] | Unresolved, action: str) -> bool | Unresolved:
    if isinstance(patterns, Unresolved):
        return _NOTHING_KNOWN
    if any(isinstance(each, str) and action_matches(each, action) for each in patterns):
        return True
    return _NOTHING_KNOWN if any(map(_is_open, patterns)) else False


def _is_open(pattern: Value) -> bool:
    return not isinstance(pattern, str)
