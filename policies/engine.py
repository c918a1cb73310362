"""Rules, what they find, and the run that brings both together."""

from __future__ import annotations

import sys
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar, overload

from policies.template.environment import Environment
from policies.template.resource import Resource
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policies.domain.limits import Limit
    from policies.template.values import Unresolved

Subject: TypeAlias = "Resource | Environment"
S = TypeVar("S", bound=Resource | Environment)
Check: TypeAlias = "Callable[[Any], Iterator[Finding]]"

NAMESPACE: Final = "keel"


class Severity(StrEnum):
    """How a finding counts: errors fail a gate, warnings are read."""

    ERROR = "error"
    WARNING = "warning"


class Effect(StrEnum):
    """What happens when the finding is left as it is."""

    FAILS_DEPLOY = "fails-deploy"
    DROPS_EVENTS = "drops-events"
    FAILS_INVOCATION = "fails-invocation"
    UNSAFE_RELEASE = "unsafe-release"
    EXPOSES = "exposes"
    COSTS = "costs"
    ADVICE = "advice"


class _Fact(NamedTuple):
    resource: Resource
    message: str
    fix: str
    at: str = ""
    # What the rule looked at when it found this: the mapping, where the queue is to be changed.
    judged: Resource | None = None


class Finding(_Fact):
    """What a rule saw: a fact about this template, and what to do about it.

    `message` states what was seen and what is allowed; `fix` is an imperative with the number to
    type; `at` is the property, as a path below Properties.
    """

    # Kept, which a NamedTuple itself cannot: sorting and the report both ask.
    @cached_property
    def line(self) -> int:
        """The line of the property, or of the resource where the property is absent."""
        return self.resource.line_of(*self._steps())

    @property
    def written_at(self) -> str:
        """The property as the user's file names it: SAM has names of its own for some."""
        origin = self.resource.origin
        return self.at if origin is None else origin.property_of(self.at, tuple(self._steps()))

    @property
    def path(self) -> tuple[str | int, ...]:
        """The steps to the property from the top of the template that was judged."""
        steps = tuple(self._steps())
        return ("Resources", self.resource.logical_id, *(("Properties", *steps) if steps else ()))

    def _steps(self) -> Iterator[str | int]:
        """The keys and indices below Properties."""
        place = self.at
        data: Any = self.resource.raw.get("Properties")
        while place:
            number, _, rest = place.partition(".")
            if isinstance(data, list) and number.isdecimal():
                yield int(number)
                data = data[int(number)] if int(number) < len(data) else None
                place = rest
                continue
            properties = data if isinstance(data, dict) else {}
            # The last step may hold dots of its own: a malformed environment key, for one.
            step, _, place = (place, "", "") if place in properties else place.partition(".")
            yield step
            data = properties.get(step)


class Rule(NamedTuple):
    """A check with what users need to know of it; its module's docstring is its page."""

    id: str
    on: tuple[type[Any], ...]  # views of resources, or Environment
    severity: Severity
    effect: Effect
    source: str
    check: Check
    module: str
    supersedes: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """What the user reads: why it matters, Avoid and Prefer."""
        return (sys.modules[self.module].__doc__ or "").strip()

    @property
    def summary(self) -> str:
        """The page's first line."""
        return self.page.partition("\n")[0]


class Crash(NamedTuple):
    """A rule that failed to judge: an internal error, never a finding and never silence."""

    rule: Rule
    subject: str
    problem: str


class Run(NamedTuple):
    """All that the rules said, and the templates of which they saw a part only."""

    findings: list[tuple[Rule, Finding]]
    crashes: list[Crash]
    exhausted: list[UnreadableError]


@overload
def rule(
    rule_id: str,
    *,
    on: type[S],
    severity: Severity,
    effect: Effect,
    source: str,
    given: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
    anywhere: tuple[str, ...] = (),
    supersedes: tuple[str, ...] = (),
) -> Callable[[Callable[[S], Iterator[Finding]]], Rule]: ...


@overload
def rule(
    rule_id: str,
    *,
    on: tuple[type[Resource], ...],
    severity: Severity,
    effect: Effect,
    source: str,
    given: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
    anywhere: tuple[str, ...] = (),
    supersedes: tuple[str, ...] = (),
) -> Callable[[Check], Rule]: ...


def rule(
    rule_id: str,
    *,
    on: type[Any] | tuple[type[Any], ...],
    severity: Severity,
    effect: Effect,
    source: str,
    given: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
    anywhere: tuple[str, ...] = (),
    supersedes: tuple[str, ...] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of a check.

    Args:
        rule_id: A kebab-case smell that reads after "allow"; the module's name with hyphens.
        on: What the check is called with: each resource of a kind or of several, or each
            environment.
        severity: Error for what fails or loses something, warning for what may.
        effect: What happens otherwise.
        source: The AWS page that says so.
        given: The check has nothing to say of a resource that sets none of these properties; it is
            not asked then, which is most of the time, and what most of the time goes into.
        beside: Nor where there is no resource of these types.
        anywhere: Nor where no resource at all sets one of these properties.
        supersedes: Ids of CDK's bundled rules and of peer linters that this rule covers.
    """
    kinds = on if isinstance(on, tuple) else (on,)

    def decorate(check: Check) -> Rule:
        return Rule(
            rule_id,
            kinds,
            severity,
            effect,
            source,
            check,
            check.__module__,
            supersedes,
            given,
            beside,
            anywhere,
        )

    return decorate


def run(environments: Iterable[Environment], rules: Iterable[Rule]) -> Run:
    """Judge everything by every rule; a rule that crashes is reported and the others go on."""
    rules = list(rules)
    found: list[tuple[Rule, Finding]] = []
    crashes: list[Crash] = []
    exhausted: list[UnreadableError] = []
    for environment in environments:
        for judging in rules:
            for subject in _subjects(judging, environment):
                try:
                    # Most find nothing; whatever is found before a crash is none.
                    if findings := list(judging.check(subject)):
                        found += [
                            (judging, _of(subject, finding))
                            for finding in findings
                            if _is_the_users(judging, finding)
                        ]
                except Exception as error:  # noqa: BLE001 - whatever a rule raises is its crash
                    problem = f"{type(error).__name__}: {error}"
                    crashes.append(Crash(judging, _name(subject), problem))
        exhausted += [
            UnreadableError(
                template.path, "not judged as a whole: its functions multiply; split it"
            )
            for template in environment.templates
            if template.intrinsics.is_exhausted
        ]
    found.sort(key=lambda pair: (str(pair[1].resource.template.path), pair[1].line))
    return Run(found, crashes, exhausted)


def _subjects(judging: Rule, environment: Environment) -> Sequence[Subject]:
    if judging.beside and environment.types.isdisjoint(judging.beside):
        return ()
    if judging.anywhere and environment.property_names.isdisjoint(judging.anywhere):
        return ()
    given = judging.given
    found: list[Subject] = []
    for kind in judging.on:
        if kind is Environment:
            found.append(environment)
        elif given:
            resources = environment.resources(kind)
            found += [each for each in resources if not each.property_names.isdisjoint(given)]
        else:
            found += environment.resources(kind)
    return found


def _is_the_users(judging: Rule, finding: Finding) -> bool:
    """False for what only the CDK can change; a deployment that fails is told all the same."""
    return judging.effect is Effect.FAILS_DEPLOY or not finding.resource.is_generated


def _of(subject: Subject, finding: Finding) -> Finding:
    """The finding, with what was judged where that is another resource."""
    if isinstance(subject, Environment) or subject is finding.resource:
        return finding
    return finding._replace(judged=subject)


def _name(subject: Subject) -> str:
    if isinstance(subject, Environment):
        return str(subject)
    return f"{subject.template.path}: {subject.logical_id}"


def out_of_bounds(
    resource: Resource, limit: Limit, value: int | Unresolved, *, at: str
) -> Iterator[Finding]:
    """The finding for a value outside its limit, none when it is within or unresolved."""
    if not isinstance(value, int):
        return
    broken = resource.broken(limit, value)
    problem = broken.violation(value) if broken else None
    if broken and problem:
        bound = broken.nearest(value)
        direction = "or less" if value > bound else "or more"
        yield Finding(resource, problem, f"set {at} to {broken.quantity(bound)} {direction}", at)
