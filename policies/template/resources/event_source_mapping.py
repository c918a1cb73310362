"""AWS::Lambda::EventSourceMapping."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.domain import event_sources
from policies.domain.limits import MAPPING_UNBOUNDED
from policies.template.arns import ARN_PARTS, components
from policies.template.calls import Call
from policies.template.destination import destination
from policies.template.event_source import event_source
from policies.template.filter_criteria import FilterCriteria
from policies.template.function_target import FunctionTarget, function_target
from policies.template.queue_target import queue_target
from policies.template.resource import Resource, known_or
from policies.template.values import PerhapsAbsent, Reference, Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.destination import Destination
    from policies.template.resources.function import Function
    from policies.template.resources.queue import Queue
    from policies.template.values import Value

_FIFO: Final = ".fifo"
_REPORTS_FAILURES: Final = "ReportBatchItemFailures"
_NEUTRAL: Final[tuple[object, ...]] = (
    None,
    False,
    "false",
    0,
    "0",
    "",
    [],
    MAPPING_UNBOUNDED,
    str(MAPPING_UNBOUNDED),
)


class EventSourceMapping(Resource):
    """What polls a queue or stream and calls a function with what it finds."""

    type_name: ClassVar[str] = "AWS::Lambda::EventSourceMapping"

    # Kept: each of thirty rules asks for them.
    __slots__ = ("_criteria", "_queue", "_source", "_target")

    @property
    def is_enabled(self) -> bool | Unresolved:
        """Whether it polls."""
        enabled = self.boolean("Enabled")
        return True if enabled is None else enabled

    @property
    def source(self) -> str | None:
        """The kind of source it polls, as policies.domain.filters names them."""
        if not hasattr(self, "_source"):
            self._source = event_source(self)
        return self._source

    @property
    def source_arn(self) -> Value:
        """The ARN of what it polls; None for a Kafka of one's own."""
        return self.value("EventSourceArn")

    @property
    def has_source_arn(self) -> bool | Unresolved:
        """Whether it names what it polls by an ARN."""
        arn = self.source_arn
        return arn if isinstance(arn, PerhapsAbsent) else arn is not None

    @property
    def source_region(self) -> str | None:
        """The region in its source's ARN, where that is written out."""
        return _region_in(self.source_arn)

    @property
    def function_region(self) -> str | None:
        """The region it is deployed in, which the function's ARN may tell as well."""
        return self.template.environment.region or _region_in(self.value("FunctionName"))

    @property
    def source_resource(self) -> Resource | None:
        """What it polls, when the assembly holds it."""
        arn = self.source_arn
        return arn.resource if isinstance(arn, Reference) else self.queue

    @property
    def queue(self) -> Queue | None:
        """The SQS queue it polls, when the assembly holds it."""
        if not hasattr(self, "_queue"):
            self._queue = queue_target(self.source_arn, self.template)
        return self._queue

    @property
    def polls_fifo_queue(self) -> bool | Unresolved:
        """Whether its source is a FIFO queue, whose name ends in .fifo."""
        queue, arn = self.queue, self.source_arn
        if queue is not None:
            return queue.is_fifo
        if isinstance(arn, str):
            return self.source == "sqs" and arn.endswith(_FIFO)
        return Unresolved("a queue's type") if self.source in ("sqs", None) else False

    @property
    def is_self_managed(self) -> bool | Unresolved:
        """Whether it polls a Kafka cluster that has no ARN."""
        own = self.value("SelfManagedEventSource")
        return own if isinstance(own, Unresolved) else own is not None

    @property
    def bootstrap_servers(self) -> list[Value] | Unresolved | None:
        """The brokers through which it finds a Kafka cluster of one's own."""
        return self.items("SelfManagedEventSource", "Endpoints", "KafkaBootstrapServers")

    @property
    def consumption_mode(self) -> str | Unresolved | None:
        """How it reads a Kafka topic of one's own: as a Stream, or as a Queue."""
        return self.text("SelfManagedKafkaEventSourceConfig", "ConsumptionMode")

    @property
    def topics(self) -> list[Value] | Unresolved | None:
        """The Kafka topics it reads."""
        return self.items("Topics")

    @property
    def broker_queues(self) -> list[Value] | Unresolved | None:
        """The queues of the Amazon MQ broker it reads."""
        return self.items("Queues")

    @property
    def database(self) -> str | Unresolved | None:
        """The DocumentDB database whose changes it reads."""
        return self.text("DocumentDBEventSourceConfig", "DatabaseName")

    @property
    def collection(self) -> str | Unresolved | None:
        """The collection of that database, None for all of them."""
        return self.text("DocumentDBEventSourceConfig", "CollectionName")

    @property
    def access_types(self) -> set[str] | Unresolved:
        """How it gets access to a broker or cluster: the types of its access configurations."""
        listed = self.items("SourceAccessConfigurations")
        if isinstance(listed, Unresolved):
            return listed
        found = [each.text("Type") for each in self.elements("SourceAccessConfigurations")]
        known = [each for each in found if isinstance(each, str)]
        return set(known) if len(known) == len(listed or ()) else Unresolved("a type of access")

    @property
    def filter_criteria(self) -> FilterCriteria | None:
        """Its filters, None when it has none: then every record reaches the function."""
        if not hasattr(self, "_criteria"):
            has = self.value("FilterCriteria") is not None
            self._criteria = FilterCriteria(self) if has else None
        return self._criteria

    @property
    def has_filter_key(self) -> bool:
        """Whether it certainly names a key for its filters."""
        key = self.value("KmsKeyArn")
        return bool(key) and not isinstance(key, PerhapsAbsent)

    @property
    def has_misspelled_key(self) -> bool:
        """Whether it spells that property as the API does, which CloudFormation does not know."""
        return self.value("KMSKeyArn") is not None

    @property
    def target(self) -> FunctionTarget | None:
        """The function it calls and through which qualifier."""
        if not hasattr(self, "_target"):
            self._target = function_target(self.value("FunctionName"), self.template)
        return self._target

    @property
    def function(self) -> Function | None:
        """The function it calls, also behind an alias or a version."""
        target = self.target
        return target.function if target else None

    @property
    def calls(self) -> Iterator[Call]:
        """Its one call: it polls with the function's role and waits for the answer."""
        target = self.target
        if target is not None:
            yield Call(self, "FunctionName", target, source=self.source_resource)

    @property
    def stated_batch_size(self) -> int | Unresolved | None:
        """How many records it passes on at once, None where the source's default applies."""
        return self.integer("BatchSize")

    @property
    def batch_size(self) -> int | Unresolved:
        """How many records it passes on at once, at most."""
        source = self.source
        default = event_sources.batch_size(source).default if source else None
        return known_or(self.stated_batch_size, default or 1)

    @property
    def batching_window_seconds(self) -> int | Unresolved | None:
        """How long it gathers records before it calls the function, in seconds."""
        return self.integer("MaximumBatchingWindowInSeconds")

    @property
    def tumbling_window_seconds(self) -> int | Unresolved | None:
        """How long the windows are over which the function aggregates, in seconds."""
        return self.integer("TumblingWindowInSeconds")

    @property
    def parallelization_factor(self) -> int | Unresolved | None:
        """How many batches of one shard it has in work at once."""
        return self.integer("ParallelizationFactor")

    @property
    def maximum_concurrency(self) -> int | Unresolved | None:
        """How many batches a queue may have in work at once; None when it is not bounded."""
        return self.integer("ScalingConfig", "MaximumConcurrency")

    @property
    def has_provisioned_pollers(self) -> bool | Unresolved:
        """Whether it pays for pollers that are ready."""
        pollers = self.value("ProvisionedPollerConfig")
        return pollers if isinstance(pollers, Unresolved) else bool(pollers)

    @property
    def minimum_pollers(self) -> int | Unresolved | None:
        """How many pollers are always ready."""
        return self.integer("ProvisionedPollerConfig", "MinimumPollers")

    @property
    def maximum_pollers(self) -> int | Unresolved | None:
        """How many pollers it has at most."""
        return self.integer("ProvisionedPollerConfig", "MaximumPollers")

    @property
    def starting_position(self) -> str | Unresolved | None:
        """Where in a stream it starts."""
        return self.text("StartingPosition")

    @property
    def starting_timestamp(self) -> Value:
        """The time from which it reads, with the starting position AT_TIMESTAMP."""
        return self.value("StartingPositionTimestamp")

    @property
    def maximum_record_age_seconds(self) -> int | Unresolved:
        """The age at which it discards a record; -1 when it discards none for its age."""
        return known_or(self.integer("MaximumRecordAgeInSeconds"), MAPPING_UNBOUNDED)

    @property
    def maximum_retry_attempts(self) -> int | Unresolved:
        """How often it retries a failing batch; -1 as long as its records exist."""
        default = 0 if self.consumption_mode == "Queue" else MAPPING_UNBOUNDED
        return known_or(self.integer("MaximumRetryAttempts"), default)

    @property
    def discards_records(self) -> bool | Unresolved:
        """Whether it gives up on records before they expire."""
        if self.consumption_mode == "Queue":
            return Unresolved("how often the broker hands a record out again")
        retries, age = self.maximum_retry_attempts, self.maximum_record_age_seconds
        if any(isinstance(bound, int) and bound != MAPPING_UNBOUNDED for bound in (retries, age)):
            return True
        unknown = next((bound for bound in (retries, age) if isinstance(bound, Unresolved)), None)
        return unknown if unknown is not None else False

    @property
    def bisects_batches(self) -> bool | Unresolved:
        """Whether it splits a failing batch to find the record that fails."""
        bisects = self.boolean("BisectBatchOnFunctionError")
        return False if bisects is None else bisects

    @property
    def reports_item_failures(self) -> bool | Unresolved:
        """Whether the function tells which records of a batch failed."""
        types = self.items("FunctionResponseTypes")
        if isinstance(types, list) and any(isinstance(each, Unresolved) for each in types):
            return Unresolved("a response type")
        return types if isinstance(types, Unresolved) else _REPORTS_FAILURES in (types or ())

    @property
    def has_success_destination(self) -> bool:
        """Whether it certainly names a destination for successes, which no mapping has."""
        on_success = self.value("DestinationConfig", "OnSuccess")
        return isinstance(on_success, dict) and bool(on_success.get("Destination"))

    @property
    def failure_destination(self) -> Destination | None:
        """Where it sends what it knows of records it discards."""
        at = ("DestinationConfig", "OnFailure", "Destination")
        return destination(self.template, self.value(*at), ".".join(at))

    @property
    def destinations(self) -> list[Destination]:
        """The one destination that a mapping has, where its source may have one."""
        found = self.failure_destination
        may_have = self.source is None or self.source in event_sources.LOGS
        return [found] if found and may_have else []

    @property
    def failure_queues(self) -> list[Queue]:
        """The queues of the assembly that get what it could not process."""
        return [found.queue for found in self.destinations if found.queue is not None]

    @property
    def own_options(self) -> list[str]:
        """The options it sets that only some kinds of sources take.

        One that says what holds anyway (no retries bounded, no batch split) is not counted.
        """
        written = self.property_names
        return [
            name for name in event_sources.OPTIONS if name in written and self._says_something(name)
        ]

    def _says_something(self, name: str) -> bool:
        value = self.value(name)
        if isinstance(value, dict):
            resolve = self.template.intrinsics.resolve
            return any(resolve(each) not in (None, {}, []) for each in value.values())
        return not isinstance(value, Unresolved) and value not in _NEUTRAL


def _region_in(arn: Value) -> str | None:
    parts = components(arn)
    region = parts[3] if parts and len(parts) >= ARN_PARTS else None
    return region if isinstance(region, str) else None
