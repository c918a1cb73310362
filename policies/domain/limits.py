"""The numbers of limits.toml, typed; rules, constructs and docs read them here and nowhere else."""

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from policies.domain.limits_data import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Limit(NamedTuple):
    """One bound of the platform, with the condition under which it holds.

    `minimum` and `maximum` are inclusive; None means that AWS states no bound on that side.
    `verified` is the day (ISO 8601) on which somebody last read the source.
    """

    name: str
    label: str
    unit: str
    when: str
    source: str
    verified: str
    minimum: int | None = None
    maximum: int | None = None
    default: int | None = None
    exceptions: "Mapping[str, Limit]" = MappingProxyType({})

    def given(self, *properties: str) -> "Limit":
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

    def count_violation(self, value: object, *, label: str = "") -> str | None:
        """Like `violation`, of what must also be counted in whole units: an int and no bool."""
        if isinstance(value, int) and not isinstance(value, bool):
            return self.violation(value, label=label)
        return f"{label or self.label} must be an int, {self.bounds}, got {value!r}"

    def require(self, value: object, *, label: str = "") -> None:
        """Refuse a value that is no whole number within the bounds.

        Raises:
            ValueError: it is not; in the words of `count_violation`.
        """
        problem = self.count_violation(value, label=label)
        if problem:
            raise ValueError(problem)

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


class Allowed:
    """A closed list of values; `in` asks whether it holds one."""

    __slots__ = ("label", "name", "source", "unit", "values", "verified", "when")

    def __init__(
        self,
        name: str,
        *,
        label: str,
        unit: str,
        when: str,
        source: str,
        verified: str,
        values: "Iterable[str | int]",
    ) -> None:
        self.name = name
        self.label = label
        self.unit = unit
        self.when = when
        self.source = source
        self.verified = verified
        self.values = frozenset(values)

    def __contains__(self, value: object) -> bool:
        return value in self.values


def _entry(name: str, entry: "Mapping[str, Any]") -> Limit | Allowed:
    if "values" in entry:
        return Allowed(name, **entry)
    bounds = dict(entry)
    given = bounds.pop("given", {})
    limit = Limit(name, **bounds)
    exceptions = {place: limit._replace(**bound) for place, bound in given.items()}
    return limit._replace(exceptions=exceptions) if exceptions else limit


ALL: Final = {name: _entry(name, entry) for name, entry in TABLE.items()}


def _limit(name: str) -> "Limit":
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

ALIAS_NAME: Final = _limit("alias.name")

RESERVED_CONCURRENCY: Final = _limit("concurrency.reserved")
PROVISIONED_CONCURRENCY: Final = _limit("concurrency.provisioned")
DEFAULT_ACCOUNT_POOL: Final = _default("concurrency.account_pool")
DEFAULT_UNRESERVED_FLOOR: Final = _default("concurrency.unreserved_floor")

QUEUE_VISIBILITY_TIMEOUT: Final = _limit("queue.visibility_timeout")
DEFAULT_VISIBILITY_TIMEOUT_SECONDS: Final = _default("queue.visibility_timeout")
QUEUE_MAXIMUM_CONCURRENCY: Final = _limit("queue.maximum_concurrency")
VISIBILITY_TIMEOUTS: Final = _default("queue.visibility_per_timeout")

ROLLOUT_PERCENTAGE: Final = _limit("rollout.percentage")
ROLLOUT_DURATION: Final = _limit("rollout.duration")
PREDEFINED_DEPLOYMENT_CONFIGS: Final = _allowed("rollout.predefined_configs")
ALARM_EVALUATION_RANGE: Final = _limit("alarm.evaluation_range")

TEMPLATE_BODY: Final = _limit("cloudformation.template_body")
PARAMETER_VALUE: Final = _limit("cloudformation.parameter_value")

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
