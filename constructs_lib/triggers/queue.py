"""Messages of an SQS queue call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from constructs_lib.errors import (
    ConstructError,
    require,
    require_count,
    require_type,
    seen,
)
from constructs_lib.guarded_queue import GuardedQueue
from constructs_lib.interfaces import has_property
from constructs_lib.tokens import is_token
from constructs_lib.triggers.polled import Polled
from constructs_lib.triggers.pollers import poller_props, require_pollers
from constructs_lib.triggers.trigger import require_free_place, require_unattached
from policies.domain import limits
from policies.domain.event_sources import batch_size, fifo_window_problem

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_
    from aws_cdk import aws_sqs as sqs

    from constructs_lib.release import Release

# What the queues of a function may use of its reservation already.
_TAKEN: WeakKeyDictionary[lambda_.Function, list[int]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class QueueTrigger(Polled):
    """Messages of a queue, standard or FIFO, call the release.

    The function answers which messages failed (`{"batchItemFailures": [...]}`) and only those come
    back: without it one bad message makes nine good ones be handled again. A function that answers
    nothing has handled all; one that raises, none. With a FIFO queue it must stop at the first that
    failed, and answer that one and all behind it.

    A GuardedQueue is told how long to hide what the function has in hand, and keeps what fails for
    good. Of another queue that is its owner's to see to: the rules say what is missing.

    Args:
        queue: The queue: a GuardedQueue, or any queue of the CDK.
        max_concurrency: How many batches may be in the function's hands at once, 2 to 1000. By
            default what the function reserves, less what its other queues use of it: messages that
            the reservation throttles count as received, until they end in the dead letters
            untried.
        report_item_failures: Whether the function answers which messages failed.
        pollers: The least and the most pollers, kept ready for bursts and billed, instead of
            `max_concurrency`: 2 to 200 and 2 to 10000.
        batch_size: 1 to 10000, 10 by default, as SQS hands them out; more needs a window. FIFO
            queues have at most 10.
        batching_window: 0 to 300 s; none for FIFO queues.

    Raises:
        ConstructError: A number is out of bounds, the batch needs a window or may have none, the
            queues of the function would use more than it reserves, or the condition is not one
            for messages or contradicts a sample.

    See: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """

    SOURCE: ClassVar = "sqs"
    PLACE: ClassVar = "Queue"

    queue: sqs.IQueue | GuardedQueue
    _: KW_ONLY
    max_concurrency: int | None = None
    report_item_failures: bool = True
    pollers: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.queue, GuardedQueue) and not has_property(self.queue, "queue_arn"):
            raise ConstructError(
                f"queue must be an IQueue such as GuardedQueue(...), got {seen(self.queue)}"
            )
        Polled.__post_init__(self)
        require_type("report_item_failures", self.report_item_failures, bool, "True or False")
        limit = limits.QUEUE_MAXIMUM_CONCURRENCY
        require_count(limit, self.max_concurrency, prop="max_concurrency")
        self._require_batch()
        if self.pollers is not None:
            if self.max_concurrency is not None:
                raise ConstructError(
                    "max_concurrency and pollers exclude each other, got both: the most pollers "
                    "bound the concurrency"
                )
            require_pollers(self.SOURCE, self.pollers)

    def attach(self, release: Release) -> None:
        """The mapping is made, the role may read the queue, and a GuardedQueue hides for it."""
        require_unattached(release, "queue", self.queue)
        require_free_place(release, self)
        concurrency = self._concurrency(release)
        queue = self.queue
        if isinstance(queue, GuardedQueue):
            queue.serve(release.function.timeout_seconds, self.window_seconds or 0)
            queue = queue.queue
        self.poll(
            release,
            event_source_arn=queue.queue_arn,
            max_concurrency=concurrency,
            report_batch_item_failures=self.report_item_failures or None,
            **poller_props(self.pollers),
        )
        queue.grant_consume_messages(release.alias)

    def _require_batch(self) -> None:
        size, window = self.batch_size, self.window_seconds
        is_large = isinstance(size, int) and not limits.MAPPING_BATCH_WITHOUT_WINDOW.admits(size)
        if is_large and (window == 0 or self.batching_window is None):
            require(limits.MAPPING_BATCH_WITHOUT_WINDOW.violation(size or 0, label="batch_size"))
        if is_large or window:
            # Asking is a round trip to the CDK: only what FIFO queues do not take pays it.
            own = self.queue.queue if isinstance(self.queue, GuardedQueue) else self.queue
            if own.fifo:
                require_count(batch_size(self.SOURCE, is_fifo=True), size, prop="batch_size")
                require(fifo_window_problem(window or 0))

    def _concurrency(self, release: Release) -> int | None:
        """The bound of this mapping; the function's other queues are left what they have."""
        if self.pollers is not None:
            return None
        reserved = getattr(release.function, "reserved_concurrency", None)
        if type(reserved) is not int or is_token(self.max_concurrency):
            return self.max_concurrency
        taken = _TAKEN.setdefault(release.function.function, [])
        limit = limits.QUEUE_MAXIMUM_CONCURRENCY
        left = reserved - sum(taken)
        wanted = self.max_concurrency
        if wanted is None:
            if left < (limit.minimum or 0):
                if taken:
                    raise ConstructError(
                        f"max_concurrency must be given where {len(taken) + 1} queues share the "
                        f"{reserved} that a function reserves, got {left} left"
                    )
                return None  # the least that Lambda takes is more than is reserved
            wanted = limit.nearest(left)
        elif wanted > left:
            queues = f" of {len(taken) + 1} queues" if taken else ""
            raise ConstructError(
                f"max_concurrency{queues} must be at most the {reserved} that the function "
                f"reserves, got {wanted + sum(taken)}"
            )
        taken.append(wanted)
        return wanted
