"""The user's configuration: `[tool.keel]` of pyproject.toml, or keel.toml."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from policies.domain.concurrency import ConcurrencyQuota
from policies.engine import Effect, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from policies.engine import Rule

OFF: Final = "off"
EVERY: Final = "*"
_ACCOUNT_DIGITS: Final = 12


class ConfigError(Exception):
    """A configuration that cannot be followed; the message is one line a user can act on."""


class Profile(StrEnum):
    """Which rules run: all but advice, or all."""

    DEFAULT = "default"
    STRICT = "strict"


class Config(NamedTuple):
    """How a run judges.

    `levels` maps a rule's id to a severity or "off"; `quotas` maps (account, region) to what that
    account grants, with "*" for every one.
    """

    profile: Profile = Profile.DEFAULT
    fail_on: Severity = Severity.ERROR
    levels: Mapping[str, str] = MappingProxyType({})
    quotas: Mapping[tuple[str, str], ConcurrencyQuota] = MappingProxyType({})

    def selected(self, rules: Iterable[Rule]) -> list[Rule]:
        """The rules that run, each with the severity it has here."""
        chosen = []
        for rule in rules:
            advice = rule.effect is Effect.ADVICE and self.profile is not Profile.STRICT
            level = self.levels.get(rule.id, OFF if advice else rule.severity.value)
            if level != OFF:
                chosen.append(rule._replace(severity=Severity(level)))
        return chosen

    def quota(self, account: str | None, region: str | None) -> ConcurrencyQuota:
        """What the account grants in the region: the closest entry, else Lambda's default."""
        places = [(a, r) for a in (account, EVERY) for r in (region, EVERY) if a and r]
        return next(
            (self.quotas[place] for place in places if place in self.quotas), ConcurrencyQuota()
        )


def find_config(directory: Path) -> Path | None:
    """The configuration that holds in a directory: the nearest one, upwards."""
    for folder in (directory, *directory.parents):
        own = folder / "keel.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and _has_keel(project):
            return project
    return None


def _has_keel(project: Path) -> bool:
    """True for a pyproject.toml with a table tool.keel, however it is spelled."""
    try:
        text = project.read_text("utf-8", "replace")
        # Reading TOML costs the gate a tenth of its start; every project that depends on
        # lambda-keel names it somewhere.
        if "tool.keel" not in text and "[tool]" not in text:
            return False
        tool = _toml(project).get("tool")
    except (ConfigError, OSError):
        # Another tool's to tell; a keel.toml or --config is there for who needs one.
        return False
    return isinstance(tool, dict) and "keel" in tool


def _toml(path: Path) -> dict[str, Any]:
    # Most runs have no configuration; its reader is not imported for them.
    import tomllib  # noqa: PLC0415

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; check --config") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {str(error)[:1].lower()}{str(error)[1:]}") from None
    except (RecursionError, ValueError):  # brackets or digits without end
        raise ConfigError(f"{path}: not TOML that a person wrote") from None


def read_config(path: Path, rules: Collection[str]) -> Config:
    """The configuration of a file.

    Raises:
        ConfigError: the file is missing or no TOML, or holds a key, rule or value Keel does not
            know; the message names the nearest one.
    """
    data = _toml(path)
    if path.name == "pyproject.toml":
        tool = data.get("tool")
        if not isinstance(tool, dict) or "keel" not in tool:
            raise ConfigError(f"{path}: has no table tool.keel; check --config")
        return _Reader(path, rules).config(tool["keel"])
    _known(path, "table", data, ("keel",))
    return _Reader(path, rules).config(data.get("keel", {}))


class _Reader:
    def __init__(self, path: Path, rules: Collection[str]) -> None:
        self._path = path
        self._rules = rules

    def config(self, keel: Any) -> Config:
        table = self._table("keel", keel)
        _known(self._path, "key", table, ("profile", "fail-on", "rules", "accounts"))
        return Config(
            profile=Profile(self._choice("profile", table, Profile, Profile.DEFAULT)),
            fail_on=Severity(self._choice("fail-on", table, Severity, Severity.ERROR)),
            levels=self._levels(self._table("rules", table.get("rules", {}))),
            quotas=self._quotas(self._table("accounts", table.get("accounts", {}))),
        )

    def _levels(self, table: dict[str, Any]) -> dict[str, str]:
        _known(self._path, "rule", table, self._rules)
        allowed = (*Severity, OFF)
        return {rule: self._choice(rule, table, allowed, OFF) for rule in table}

    def _quotas(self, accounts: dict[str, Any]) -> dict[tuple[str, str], ConcurrencyQuota]:
        quotas = {}
        for account, regions in accounts.items():
            if account != EVERY and not (account.isdecimal() and len(account) == _ACCOUNT_DIGITS):
                raise ConfigError(
                    f'{self._path}: an account is {_ACCOUNT_DIGITS} digits or "*", got {account!r}'
                )
            for region, raw in self._table(f"accounts.{account}", regions).items():
                where = f"accounts.{account}.{region}"
                table = self._table(where, raw)
                _known(self._path, f"key of {where}", table, ("concurrency", "unreserved-floor"))
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

    def _table(self, name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ConfigError(f"{self._path}: {name} must be a table, got {value!r}")
        return value

    def _choice(
        self, name: str, table: dict[str, Any], allowed: Iterable[str], default: str
    ) -> str:
        value = table.get(name, default)
        words = [str(word) for word in allowed]
        if value not in words:
            raise ConfigError(
                f"{self._path}: {name} must be one of {', '.join(words)}, got {value!r}"
            )
        return str(value)

    def _count(self, where: str, table: dict[str, Any], key: str, default: int) -> int:
        value = table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise ConfigError(f"{self._path}: {where}.{key} must be 0 or more, got {value!r}")
        return value


def _known(path: Path, what: str, table: Mapping[str, Any], known: Iterable[str]) -> None:
    words = list(known)
    for key in table:
        if key not in words:
            raise ConfigError(f"{path}: unknown {what} {key!r}{nearest(key, words)}")


def nearest(word: str, words: Iterable[str]) -> str:
    """A suggestion to append to a message: the word that was probably meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    close = get_close_matches(word, list(words), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
