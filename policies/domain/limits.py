"""The numbers of limits.toml, typed; rules, constructs and docs read them here and nowhere else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_DATA: Final = Path(__file__).with_name("limits.toml")


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound of the platform, with the condition under which it holds.

    `minimum` and `maximum` are inclusive; None means that AWS states no bound on that side.
    """

    name: str
    label: str
    unit: str
    when: str
    source: str
    verified: date
    minimum: int | None = None
    maximum: int | None = None
    default: int | None = None
    exceptions: Mapping[str, Limit] = field(default_factory=dict)

    def given(self, *properties: str) -> Limit:
        """The limit that holds where the template sets one of these properties."""
        return next((self.exceptions[name] for name in properties if name in self.exceptions), self)

    def admits(self, value: float) -> bool:
        """True when the value is within the bounds, ends included."""
        return not (
            (self.minimum is not None and value < self.minimum)
            or (self.maximum is not None and value > self.maximum)
        )

    def violation(self, value: float, *, label: str = "") -> str | None:
        """What is wrong with the value, in the words of every message; None when nothing is."""
        if self.admits(value):
            return None
        return f"{label or self.label} must be {self.bounds}, got {self.quantity(value)}"

    @property
    def bounds(self) -> str:
        """The bounds in words: `1 to 900 s`, `at most 5`, `at least 1`."""
        if self.minimum is None:
            return f"at most {self.quantity(self.maximum)}"
        if self.maximum is None:
            return f"at least {self.quantity(self.minimum)}"
        return f"{self.minimum} to {self.quantity(self.maximum)}"

    def nearest(self, value: float) -> int:
        """The admitted value that is closest: what a fix tells the user to type."""
        if self.minimum is not None and value < self.minimum:
            return self.minimum
        if self.maximum is not None and value > self.maximum:
            return self.maximum
        return round(value)

    def quantity(self, value: float | None) -> str:
        """The value with its unit."""
        return f"{value} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Allowed:
    """A closed list of values."""

    name: str
    label: str
    unit: str
    when: str
    source: str
    verified: date
    values: frozenset[str] | frozenset[int]

    def __contains__(self, value: object) -> bool:
        return value in self.values


def _read(table: Mapping[str, Any], prefix: str = "") -> Mapping[str, Limit | Allowed]:
    entries: dict[str, Limit | Allowed] = {}
    for key, entry in table.items():
        name = f"{prefix}{key}"
        if "source" not in entry:
            entries |= _read(entry, f"{name}.")
        elif "values" in entry:
            entries[name] = Allowed(name, **{**entry, "values": frozenset(entry["values"])})
        else:
            exceptions = entry.pop("given", {})
            limit = Limit(name, **entry)
            given = {p: replace(limit, **bounds) for p, bounds in exceptions.items()}
            entries[name] = replace(limit, exceptions=given)
    return entries


ALL: Final = _read(tomllib.loads(_DATA.read_text(encoding="utf-8")))


def _limit(name: str) -> Limit:
    entry = ALL[name]
    if not isinstance(entry, Limit):
        raise TypeError(f"{name} is a list of values, not a bound")
    return entry


def _allowed(name: str) -> Allowed:
    entry = ALL[name]
    if not isinstance(entry, Allowed):
        raise TypeError(f"{name} is a bound, not a list of values")
    return entry


def _default(name: str) -> int:
    default = _limit(name).default
    if default is None:
        raise ValueError(f"{name} has no default")
    return default


FUNCTION_MEMORY: Final = _limit("function.memory")
FUNCTION_TIMEOUT: Final = _limit("function.timeout")
FUNCTION_EPHEMERAL_STORAGE: Final = _limit("function.ephemeral_storage")
FUNCTION_LAYERS: Final = _limit("function.layers")
FUNCTION_DESCRIPTION: Final = _limit("function.description")
FUNCTION_NAME: Final = _limit("function.name")
DEFAULT_MEMORY_MB: Final = _default("function.memory")
DEFAULT_TIMEOUT_SECONDS: Final = _default("function.timeout")
DEFAULT_EPHEMERAL_STORAGE_MB: Final = _default("function.ephemeral_storage")

ENVIRONMENT_SIZE: Final = _limit("environment.size")
ENVIRONMENT_KEY_LENGTH: Final = _limit("environment.key_length")
ENVIRONMENT_RESERVED_KEYS: Final = _allowed("environment.reserved_keys")

RESERVED_CONCURRENCY: Final = _limit("concurrency.reserved")
PROVISIONED_CONCURRENCY: Final = _limit("concurrency.provisioned")
DEFAULT_ACCOUNT_POOL: Final = _default("concurrency.account_pool")
DEFAULT_UNRESERVED_FLOOR: Final = _default("concurrency.unreserved_floor")

QUEUE_VISIBILITY_TIMEOUT: Final = _limit("queue.visibility_timeout")
DEFAULT_VISIBILITY_TIMEOUT_SECONDS: Final = _default("queue.visibility_timeout")
QUEUE_MAXIMUM_CONCURRENCY: Final = _limit("queue.maximum_concurrency")
VISIBILITY_TIMEOUTS: Final = _default("queue.visibility_per_timeout")

LOG_RETENTION_DAYS: Final = _allowed("logs.retention")

ROLLOUT_PERCENTAGE: Final = _limit("rollout.percentage")
ROLLOUT_DURATION: Final = _limit("rollout.duration")
PREDEFINED_DEPLOYMENT_CONFIGS: Final = _allowed("rollout.predefined_configs")

TEMPLATE_BODY: Final = _limit("cloudformation.template_body")

FILTER_COUNT: Final = _limit("filter.count")
DEFAULT_FILTER_COUNT: Final = _default("filter.count")
FILTER_PATTERN_LENGTH: Final = _limit("filter.pattern_length")
FILTER_OR_ALTERNATIVES: Final = _limit("filter.or_alternatives")
FILTER_OR_COMBINATIONS: Final = _limit("filter.or_combinations")
FILTER_WILDCARD_COMPLEXITY: Final = _limit("filter.wildcard_complexity")
FILTER_CIDR_IPV4_BITS: Final = _limit("filter.cidr_ipv4_bits")
FILTER_CIDR_IPV6_BITS: Final = _limit("filter.cidr_ipv6_bits")
FILTER_NUMBER: Final = _limit("filter.number")
FILTER_NUMBER_DECIMALS: Final = _limit("filter.number_decimals")
