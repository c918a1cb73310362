"""From the tables of a configuration file to a Config, with every mistake named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from policies.domain.concurrency import ConcurrencyQuota
from policies.engine import Severity
from policies.gate.acknowledgement import Acknowledgement, RefusedError, parse
from policies.gate.config import EVERY, OFF, Config, ConfigError, Profile
from policies.gate.nearest import nearest
from policies.gate.places import relative
from policies.gate.shown import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

KEYS: Final = ("profile", "fail-on", "baseline", "rules", "paths", "accounts", "acknowledge")
QUOTA_KEYS: Final = ("concurrency", "unreserved-floor")
ACCOUNT: Final = re.compile(r"\d{12}")
_ENTRY: Final = re.compile(r"^[ \t]*\[\[[ \t]*(?:tool\.)?keel\.acknowledge[ \t]*\]\]", re.MULTILINE)
# A path has 4,096 characters; reading a glob can cost the square of its length.
_LONGEST_GLOB: Final = 4_096
# No account grants as much.
_MOST: Final = 1_000_000_000


class ConfigReader:
    """Reads the tables of one file."""

    def __init__(self, path: Path, rules: Collection[str], text: str = "") -> None:
        self._path = path
        self._rules = rules
        self._text = text

    def config(self, keel: Any) -> Config:
        """The Config that the table means.

        Raises:
            ConfigError: it holds something Keel does not know.
        """
        table = self._table("keel", keel)
        known(self._path, "key", table, KEYS)
        baseline = table.get("baseline")
        if not isinstance(baseline, str | None):
            raise ConfigError(
                f"{self._path}: baseline must be a file's path, got {shown(baseline)}"
            )
        return Config(
            profile=Profile(self._choice("profile", table, Profile, Profile.DEFAULT)),
            fail_on=Severity(self._choice("fail-on", table, Severity, Severity.ERROR)),
            levels=self._levels(self._table("rules", table.get("rules", {}))),
            levels_at={
                self._glob(glob): self._levels(self._table(f"paths.{glob}", levels))
                for glob, levels in self._table("paths", table.get("paths", {})).items()
            },
            quotas=self._quotas(self._table("accounts", table.get("accounts", {}))),
            acknowledgements=tuple(self._acknowledgements(table.get("acknowledge", []))),
            baseline=None if baseline is None else self._path.parent / baseline,
            root=self._path.parent,
            path=self._path,
        )

    def _levels(self, table: dict[str, Any]) -> dict[str, str]:
        known(self._path, "rule", table, self._rules)
        allowed = (*Severity, OFF)
        return {rule: self._choice(rule, table, allowed, OFF) for rule in table}

    def _quotas(self, accounts: dict[str, Any]) -> dict[tuple[str, str], ConcurrencyQuota]:
        quotas = {}
        for account, regions in accounts.items():
            if account != EVERY and not ACCOUNT.fullmatch(account):
                raise ConfigError(
                    f'{self._path}: an account is 12 digits or "*", got {shown(account)}'
                )
            for region, raw in self._table(f"accounts.{account}", regions).items():
                where = f"accounts.{account}.{region}"
                table = self._table(where, raw)
                known(self._path, f"key of {where}", table, QUOTA_KEYS)
                default = ConcurrencyQuota()
                pool = self._count(where, table, "concurrency", default.pool)
                floor = self._count(where, table, "unreserved-floor", min(default.floor, pool))
                if floor > pool:
                    raise ConfigError(
                        f"{self._path}: {where}.unreserved-floor must be at most the concurrency "
                        f"of {pool}, got {floor}"
                    )
                quotas[account, region] = ConcurrencyQuota(pool, floor)
        return quotas

    def _acknowledgements(self, entries: Any) -> Iterable[Acknowledgement]:
        if not isinstance(entries, list):
            raise ConfigError(f"{self._path}: acknowledge is written [[keel.acknowledge]]")
        lines = self._lines_of_entries()
        for number, entry in enumerate(entries):
            line = f":{lines[number]}" if len(lines) == len(entries) else ""
            written = f"{relative(self._path, Path.cwd())}{line}"
            own = dict(entry) if isinstance(entry, dict) else {}
            glob = own.pop("path", None)
            if not isinstance(glob, str) or not glob:
                raise ConfigError(
                    f"{written}: an acknowledgement has a path: a glob of construct paths or "
                    'templates, "*" for all'
                )
            try:
                yield parse(own, at=self._glob(glob), written=written, rules=self._rules)
            except RefusedError as refused:
                raise ConfigError(f"{written}: {refused}") from None

    def _glob(self, glob: str) -> str:
        if len(glob) > _LONGEST_GLOB:
            problem = f"a glob has at most {_LONGEST_GLOB} characters, got {len(glob)}"
            raise ConfigError(f"{self._path}: {problem}")
        return glob

    def _lines_of_entries(self) -> list[int]:
        lines: list[int] = []
        line, counted = 1, 0
        for match in _ENTRY.finditer(self._text):
            line += self._text.count("\n", counted, match.end())
            counted = match.end()
            lines.append(line)
        return lines

    def _table(self, name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ConfigError(f"{self._path}: {name} must be a table, got {shown(value)}")
        return value

    def _choice(
        self, name: str, table: dict[str, Any], allowed: Iterable[str], default: str
    ) -> str:
        value = table.get(name, default)
        words = [str(word) for word in allowed]
        if value not in words:
            hint = nearest(value, words) if isinstance(value, str) else ""
            raise ConfigError(
                f"{self._path}: {name} must be one of {', '.join(words)}, got {shown(value)}{hint}"
            )
        return str(value)

    def _count(self, where: str, table: dict[str, Any], key: str, default: int) -> int:
        value = table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
            problem = f"{where}.{key} must be 0 to {_MOST}, got {shown(value)}"
            raise ConfigError(f"{self._path}: {problem}")
        return value


def known(path: Path, what: str, table: Mapping[str, Any], words: Collection[str]) -> None:
    """Refuse a key that is none of the words.

    Raises:
        ConfigError: there is one; the message names the nearest word.
    """
    for key in table:
        if key not in words:
            raise ConfigError(f"{path}: unknown {what} {shown(key)}{nearest(key, words)}")
