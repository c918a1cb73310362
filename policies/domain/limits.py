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

    @property
    def bounds(self) -> str:
        """The values in words: `Image or Zip`, `DEBUG, INFO or WARN`."""
        *others, last = sorted(map(str, self.values))
        return f"{', '.join(others)} or {last}" if others else last

    def nearest(self, value: str) -> str | None:
        """The value that is meant when only case, hyphens or underscores differ."""
        plain = _plain(value)
        return next((str(known) for known in self.values if _plain(str(known)) == plain), None)


def _plain(value: str) -> str:
    return value.lower().replace("-", "").replace("_", "")


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
FUNCTION_HANDLER: Final = _limit("function.handler")
FUNCTION_PACKAGE_TYPES: Final = _allowed("function.package_types")
FUNCTION_ARCHITECTURES: Final = _allowed("function.architectures")
FUNCTION_IMAGE_ARGUMENTS: Final = _limit("function.image_arguments")
FUNCTION_IMAGE_WORKING_DIRECTORY: Final = _limit("function.image_working_directory")
FUNCTION_INLINE_FAMILIES: Final = _allowed("function.inline_families")
FUNCTION_STORAGE_MODES: Final = _allowed("function.storage_modes")
FUNCTION_TRACING_MODES: Final = _allowed("function.tracing_modes")
FUNCTION_LOG_FORMATS: Final = _allowed("function.log_formats")
FUNCTION_APPLICATION_LOG_LEVELS: Final = _allowed("function.application_log_levels")
FUNCTION_SYSTEM_LOG_LEVELS: Final = _allowed("function.system_log_levels")
FUNCTION_LOG_GROUP_NAME: Final = _limit("function.log_group_name")
FUNCTION_RECURSION_MODES: Final = _allowed("function.recursion_modes")
FUNCTION_RUNTIME_UPDATE_MODES: Final = _allowed("function.runtime_update_modes")
FUNCTION_TENANCY_MODES: Final = _allowed("function.tenancy_modes")
FUNCTION_FILE_SYSTEMS: Final = _limit("function.file_systems")
FUNCTION_MOUNT_PATH: Final = _limit("function.mount_path")
FUNCTION_DIRECT_READS: Final = _allowed("function.direct_reads")
FUNCTION_TAG_KEY: Final = _limit("function.tag_key")
FUNCTION_TAG_VALUE: Final = _limit("function.tag_value")
FUNCTION_RUNTIME_FAMILIES: Final = _allowed("function.runtime_families")

SNAPSTART_OLDEST_RUNTIMES: Final = _allowed("snapstart.oldest_runtimes")
SNAPSTART_APPLY_ON: Final = _allowed("snapstart.apply_on")
SNAPSTART_EPHEMERAL_STORAGE: Final = _limit("snapstart.ephemeral_storage")

MANAGED_INSTANCES_OLDEST_RUNTIMES: Final = _allowed("managed_instances.oldest_runtimes")
MANAGED_INSTANCES_CONCURRENCY: Final = _limit("managed_instances.concurrency")
MANAGED_INSTANCES_MEMORY_PER_VCPU: Final = _limit("managed_instances.memory_per_vcpu")
MANAGED_INSTANCES_ENVIRONMENTS: Final = _limit("managed_instances.environments")

DURABLE_EXECUTION_TIMEOUT: Final = _limit("durable.execution_timeout")
DURABLE_RETENTION: Final = _limit("durable.retention")
DURABLE_OLDEST_RUNTIMES: Final = _allowed("durable.oldest_runtimes")

CODE_SIGNING_PUBLISHERS: Final = _limit("code_signing.publishers")
CODE_SIGNING_POLICIES: Final = _allowed("code_signing.policies")

ENVIRONMENT_SIZE: Final = _limit("environment.size")
ENVIRONMENT_KEY_LENGTH: Final = _limit("environment.key_length")
ENVIRONMENT_RESERVED_KEYS: Final = _allowed("environment.reserved_keys")
ENVIRONMENT_SEARCH_PATHS: Final = _allowed("environment.search_paths")

ALIAS_NAME: Final = _limit("alias.name")
ALIAS_WEIGHT: Final = _limit("alias.weight")
ALIAS_ADDITIONAL_VERSIONS: Final = _limit("alias.additional_versions")

RESERVED_CONCURRENCY: Final = _limit("concurrency.reserved")
PROVISIONED_CONCURRENCY: Final = _limit("concurrency.provisioned")
UTILIZATION_TARGET: Final = _limit("concurrency.utilization_target")
DEFAULT_ACCOUNT_POOL: Final = _default("concurrency.account_pool")
DEFAULT_UNRESERVED_FLOOR: Final = _default("concurrency.unreserved_floor")
REQUESTS_PER_CONCURRENCY: Final = _default("concurrency.requests_per_second")

QUEUE_VISIBILITY_TIMEOUT: Final = _limit("queue.visibility_timeout")
DEFAULT_VISIBILITY_TIMEOUT_SECONDS: Final = _default("queue.visibility_timeout")
QUEUE_MAXIMUM_CONCURRENCY: Final = _limit("queue.maximum_concurrency")
VISIBILITY_TIMEOUTS: Final = _default("queue.visibility_per_timeout")
QUEUE_RETENTION: Final = _limit("queue.retention")
DEFAULT_QUEUE_RETENTION_SECONDS: Final = _default("queue.retention")
QUEUE_RECEIVE_COUNT: Final = _limit("queue.receive_count")
RECEIVES_FOR_LAMBDA: Final = _default("queue.receives_for_lambda")

MAPPING_BATCH_SIZE: Final = _limit("mapping.batch_size")
MAPPING_BATCH_WITHOUT_WINDOW: Final = _limit("mapping.batch_without_window")
MAPPING_BATCHING_WINDOW: Final = _limit("mapping.batching_window")
MAPPING_UNBOUNDED: Final = _default("mapping.unbounded")
MAPPING_RECORD_AGE: Final = _limit("mapping.record_age")
MAPPING_RETRY_ATTEMPTS: Final = _limit("mapping.retry_attempts")
MAPPING_PARALLELIZATION_FACTOR: Final = _limit("mapping.parallelization_factor")
MAPPING_TUMBLING_WINDOW: Final = _limit("mapping.tumbling_window")
MAPPING_MINIMUM_POLLERS: Final = _limit("mapping.minimum_pollers")
MAPPING_MAXIMUM_POLLERS: Final = _limit("mapping.maximum_pollers")
MAPPING_STARTING_POSITIONS: Final = _allowed("mapping.starting_positions")
MAPPING_RESPONSE_TYPES: Final = _allowed("mapping.response_types")
MAPPING_METRICS: Final = _allowed("mapping.metrics")
SYNCHRONOUS_PAYLOAD: Final = _limit("mapping.synchronous_payload")
RESPONSE_PAYLOAD: Final = _limit("invocation.response")
INITIALIZATION: Final = _limit("invocation.initialization")
READERS_OF_TABLE: Final = _limit("mapping.readers_of_table")
READERS_OF_STREAM: Final = _limit("mapping.readers_of_stream")

ASYNC_EVENT_AGE: Final = _limit("async.event_age")
ASYNC_RETRY_ATTEMPTS: Final = _limit("async.retry_attempts")
DEFAULT_ASYNC_EVENT_AGE_SECONDS: Final = _default("async.event_age")
DEFAULT_ASYNC_RETRY_ATTEMPTS: Final = _default("async.retry_attempts")
ASYNC_RETRY_WAIT_SECONDS: Final = _default("async.retry_wait")

ROLLOUT_PERCENTAGE: Final = _limit("rollout.percentage")
ROLLOUT_DURATION: Final = _limit("rollout.duration")
PREDEFINED_DEPLOYMENT_CONFIGS: Final = _allowed("rollout.predefined_configs")
ALARM_EVALUATION_RANGE: Final = _limit("alarm.evaluation_range")
ALARM_LONG_EVALUATION_RANGE: Final = _limit("alarm.long_evaluation_range")
ALARM_LONG_PERIOD_SECONDS: Final = _default("alarm.long_period")
ALARM_PERIOD_STEP_SECONDS: Final = _default("alarm.period_step")
ALARM_HIGH_RESOLUTION_PERIODS: Final = _allowed("alarm.high_resolution_periods")
ALARM_EXTRA_DATAPOINTS: Final = _default("alarm.extra_datapoints")
ROLLOUT_ALARMS: Final = _limit("rollout.alarms")
DEFAULT_ROLLOUT_ALARMS: Final = _default("rollout.alarms")

LAMBDA_METRICS: Final = _allowed("lambda_metric.names")
BINARY_METRICS: Final = _allowed("lambda_metric.binary")
INVOCATION_METRICS: Final = _allowed("lambda_metric.of_invocations")
ALIAS_METRICS: Final = _allowed("lambda_metric.of_aliases")
INVOCATION_METRIC_DIMENSIONS: Final = _allowed("lambda_metric.dimensions")
LOG_RETENTION_DAYS: Final = _allowed("log_group.retention")

TEMPLATE_BODY: Final = _limit("cloudformation.template_body")
TEMPLATE_RESOURCES: Final = _limit("cloudformation.template_resources")
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

RUNTIME_DEPRECATION_NOTICE_DAYS: Final = _default("runtime.deprecation_notice")
LAYER_COMPATIBLE_RUNTIMES: Final = _limit("layer.compatible_runtimes")
LAYER_LICENSE_INFO: Final = _limit("layer.license_info")
LAYER_FOLDERS: Final = _allowed("layer.folders")
PACKAGE_UNZIPPED: Final = _limit("package.unzipped")
PACKAGE_DIRECT_UPLOAD: Final = _limit("package.direct_upload")
FUNCTION_SUBNETS: Final = _limit("network.subnets")
FUNCTION_SECURITY_GROUPS: Final = _limit("network.security_groups")
RECOMMENDED_AVAILABILITY_ZONES: Final = _default("network.availability_zones")
RESERVED_SUBNET_ADDRESSES: Final = _default("network.reserved_addresses")
VPC_PREFIX: Final = _limit("network.vpc_prefix")
SUBNET_PREFIX: Final = _limit("network.subnet_prefix")
INTERFACE_CONNECTIONS: Final = _default("network.interface_connections")

PERMISSION_POLICY_SIZE: Final = _limit("permission.policy_size")
ACCOUNT_ID_DIGITS: Final = _default("permission.account_id")
URL_AUTH_TYPES: Final = _allowed("url.auth_types")
URL_INVOKE_MODES: Final = _allowed("url.invoke_modes")
URL_PREFLIGHT_AGE: Final = _limit("url.preflight_age")
URL_METHODS: Final = _allowed("url.methods")
URL_CORS_ENTRIES: Final = _limit("url.cors_entries")
URL_ORIGIN_LENGTH: Final = _limit("url.origin_length")
URL_HEADER_LENGTH: Final = _limit("url.header_length")
REST_API_TIMEOUT: Final = _limit("api.rest_timeout")
HTTP_API_TIMEOUT: Final = _limit("api.http_timeout")
WEBSOCKET_API_TIMEOUT: Final = _limit("api.websocket_timeout")
USER_POOL_TRIGGER_TIMEOUT: Final = _limit("user_pool.trigger_timeout")
LISTENER_RULE_PRIORITY: Final = _limit("load_balancer.rule_priority")
HEALTH_CHECK_INTERVAL: Final = _limit("load_balancer.health_check_interval")
TARGET_GROUP_FUNCTIONS: Final = _limit("target_group.functions")
EVENT_RULE_TARGETS: Final = _limit("event_rule.targets")
EVENT_RULE_PATTERN_LENGTH: Final = _limit("event_rule.pattern_length")
EVENT_RULE_RETRY_ATTEMPTS: Final = _limit("event_rule.retry_attempts")
EVENT_RULE_EVENT_AGE: Final = _limit("event_rule.event_age")
DEFAULT_EVENT_RULE_TARGETS: Final = _default("event_rule.targets")
DEFAULT_EVENT_RULE_PATTERN_LENGTH: Final = _default("event_rule.pattern_length")
SCHEDULE_FLEXIBLE_WINDOW: Final = _limit("schedule.flexible_window")
SCHEDULE_YEAR: Final = _limit("schedule.year")

ENDPOINT_SERVICES: Final = _allowed("network.endpoint_services")
DELEGATED_ACTIONS: Final = _allowed("network.delegated_actions")

ROLE_NAME: Final = _limit("role.name")
INLINE_POLICIES_SIZE: Final = _limit("role.inline_policies")
MANAGED_POLICY_SIZE: Final = _limit("role.managed_policy")
DEFAULT_MANAGED_POLICIES: Final = _limit("role.managed_policies")
