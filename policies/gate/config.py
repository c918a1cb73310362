"""How a run judges: profile, levels, quotas, and what is accepted."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.concurrency import ConcurrencyQuota
from policies.engine import Effect, Severity
from policies.gate.places import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from policies.engine import Rule
    from policies.gate.acknowledgement import Acknowledgement

OFF: Final = "off"
EVERY: Final = "*"


class ConfigError(Exception):
    """A configuration that cannot be followed; the message is one line a user can act on."""


class Profile(StrEnum):
    """Which rules run: all but advice, or all."""

    DEFAULT = "default"
    STRICT = "strict"


class Config(NamedTuple):
    """How a run judges.

    `levels` maps a rule's id to a severity or "off", `levels_at` does so for the places a glob
    means; `quotas` maps (account, region) to what that account grants, with "*" for every one.
    `root` is the folder from which globs see templates.
    """

    profile: Profile = Profile.DEFAULT
    fail_on: Severity = Severity.ERROR
    levels: Mapping[str, str] = MappingProxyType({})
    levels_at: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    quotas: Mapping[tuple[str, str], ConcurrencyQuota] = MappingProxyType({})
    acknowledgements: tuple[Acknowledgement, ...] = ()
    baseline: Path | None = None
    root: Path | None = None
    path: Path | None = None

    def runs(self, rule_id: str, effect: str) -> bool:
        """Whether a rule of this id and effect runs, somewhere at least."""
        if self._level(rule_id, effect, "") != OFF:
            return True
        return any(own.get(rule_id, OFF) != OFF for own in self.levels_at.values())

    def selected(self, rules: Iterable[Rule]) -> list[Rule]:
        """The rules that run, somewhere at least, each with the severity it has everywhere else."""
        chosen = []
        for rule in rules:
            if self.runs(rule.id, rule.effect):
                level = self._level(rule.id, rule.effect, rule.severity)
                chosen.append(rule if level == OFF else rule._replace(severity=Severity(level)))
        return chosen

    def level(self, rule: Rule, places: tuple[str, ...]) -> str:
        """The severity of a rule at a place, or "off"; the last glob that means it decides."""
        level = self._level(rule.id, rule.effect, rule.severity)
        for glob, levels in self.levels_at.items():
            if rule.id in levels and matches(glob, places):
                level = levels[rule.id]
        return level

    def _level(self, rule_id: str, effect: str, severity: str) -> str:
        advice = effect == Effect.ADVICE and self.profile is not Profile.STRICT
        return self.levels.get(rule_id, OFF if advice else severity)

    def quota(self, account: str | None, region: str | None) -> ConcurrencyQuota:
        """What the account grants in the region: the closest entry, else Lambda's default."""
        places = [(a, r) for a in (account, EVERY) for r in (region, EVERY) if a and r]
        return next(
            (self.quotas[place] for place in places if place in self.quotas), ConcurrencyQuota()
        )
