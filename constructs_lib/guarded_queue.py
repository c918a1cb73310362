"""A queue whose messages are hidden long enough, and kept when they fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from constructs_lib.errors import ConstructError, require_count, require_type
from constructs_lib.interfaces import require_key
from constructs_lib.notifications import require_topic
from constructs_lib.quantities import require_seconds
from constructs_lib.resources import resource_of
from constructs_lib.triggers.lost_events import longest_retention
from policies.domain import limits
from policies.domain.queues import recommended_visibility_seconds

if TYPE_CHECKING:
    from aws_cdk import Duration
    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_sns as sns

_PERIOD_SECONDS = 60


class GuardedQueue(Construct):
    """A queue for one consumer, and a second queue that keeps what the consumer cannot handle.

    How long a message stays hidden follows from who consumes it: `release.on(QueueTrigger(queue))`
    makes it six timeouts of the function and the batching window, as AWS recommends, so that
    throttled batches can be tried again while nobody else sees them. Both queues refuse what is
    sent without TLS and are encrypted.

    Attributes:
        queue: What is sent to and consumed.
        dead_letters: What failed; kept for 14 days, SQS's longest, because it waits for people.
        alarm: Fires as soon as something is there.

    Args:
        scope: The stack, or a construct in it.
        construct_id: The queue's place in its scope.
        fifo: Whether both queues keep the order of each message group.
        content_based_deduplication: Whether a FIFO queue knows duplicates by what they say.
        visibility_timeout: 0 to 43200 s; by default derived. At least the consumer's timeout.
        retention: How long a message may wait, 60 to 1209600 s; 4 days by default.
        max_receive_count: How often it is handed out before it is a dead letter, 1 to 1000; 5 by
            default, AWS's least for Lambda, because throttled batches count.
        encryption_key: A key of one's own for both queues; by default SQS's.
        notify: A topic that the alarm tells. A policy of its own must let
            cloudwatch.amazonaws.com publish.

    Raises:
        ConstructError: A value is out of bounds, or is for FIFO queues only.

    See: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        fifo: bool = False,
        content_based_deduplication: bool = False,
        visibility_timeout: Duration | None = None,
        retention: Duration | None = None,
        max_receive_count: int = limits.RECEIVES_FOR_LAMBDA,
        encryption_key: kms.IKey | None = None,
        notify: sns.ITopic | None = None,
    ) -> None:
        require_type("fifo", fifo, bool, "True or False")
        require_type(
            "content_based_deduplication", content_based_deduplication, bool, "True or False"
        )
        require_key("encryption_key", encryption_key)
        if content_based_deduplication and not fifo:
            raise ConstructError(
                "content_based_deduplication must be of a FIFO queue, got a standard queue"
            )
        self._visibility_seconds = require_seconds(
            limits.QUEUE_VISIBILITY_TIMEOUT, visibility_timeout, prop="visibility_timeout"
        )
        require_seconds(limits.QUEUE_RETENTION, retention, prop="retention")
        if max_receive_count is None:
            raise ConstructError("max_receive_count must be an int, got None")
        require_count(limits.QUEUE_RECEIVE_COUNT, max_receive_count, prop="max_receive_count")
        require_topic(notify)

        super().__init__(scope, construct_id)
        self.dead_letters = sqs.Queue(
            self,
            "DeadLetters",
            enforce_ssl=True,
            fifo=fifo or None,
            retention_period=longest_retention(),
            encryption_master_key=encryption_key,
        )
        self.queue = sqs.Queue(
            self,
            "Queue",
            enforce_ssl=True,
            fifo=fifo or None,
            content_based_deduplication=content_based_deduplication or None,
            visibility_timeout=visibility_timeout,
            retention_period=retention,
            encryption_master_key=encryption_key,
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=max_receive_count
            ),
        )
        self.alarm = cloudwatch.CfnAlarm(
            self,
            "Failed",
            alarm_description="messages that the consumer gave up: look at them, then redrive",
            namespace="AWS/SQS",
            metric_name="ApproximateNumberOfMessagesVisible",
            dimensions=[
                cloudwatch.CfnAlarm.DimensionProperty(
                    name="QueueName", value=self.dead_letters.queue_name
                )
            ],
            statistic="Maximum",
            period=_PERIOD_SECONDS,
            evaluation_periods=1,
            threshold=1,
            comparison_operator="GreaterThanOrEqualToThreshold",
            treat_missing_data="notBreaching",
            alarm_actions=None if notify is None else [notify.topic_arn],
        )
        self._is_given = visibility_timeout is not None
        self._hidden_seconds = 0

    def serve(self, timeout_seconds: int | None, window_seconds: int) -> None:
        """Messages stay hidden for as long as this consumer, and each before it, may need.

        Args:
            timeout_seconds: The function's timeout; None where only the deployment knows it.
            window_seconds: The batching window.

        Raises:
            ConstructError: The timeout is unknown or longer than the visibility that was given.
        """
        given = self._visibility_seconds
        if self._is_given:
            if given is not None and timeout_seconds is not None and given < timeout_seconds:
                raise ConstructError(
                    f"{limits.QUEUE_VISIBILITY_TIMEOUT.label} must be at least the consumer's "
                    f"timeout of {timeout_seconds} s, got {given} s"
                )
            return
        if timeout_seconds is None:
            raise ConstructError(
                "visibility_timeout must be given where the consumer's timeout is a token"
            )
        wanted = recommended_visibility_seconds(timeout_seconds, window_seconds)
        if wanted > self._hidden_seconds:
            self._hidden_seconds = wanted
            resource = resource_of(self.queue)
            resource.visibility_timeout = wanted  # type: ignore[attr-defined]  # a CfnQueue
