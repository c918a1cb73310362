"""Messages of an SNS topic call a release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Final

from aws_cdk import Acknowledgment, Validations
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions

from constructs_lib.dead_letters import let_encrypt
from constructs_lib.errors import ConstructError, require_type, seen
from constructs_lib.interfaces import has_property
from constructs_lib.tokens import is_token
from constructs_lib.triggers.async_failures import keep_failures
from constructs_lib.triggers.lost_events import lost_events, require_dead_letters
from constructs_lib.triggers.trigger import require_unattached

if TYPE_CHECKING:
    from aws_cdk import aws_sqs as sqs

    from constructs_lib.release import Release

# Endpoint: !Ref of an alias is its ARN, which SNS takes; the check knows functions only.
_FALSE_ALARM: Final = Acknowledgment(
    id="CloudFormation-Validate::W3694",
    reason="the endpoint is an alias of a function, whose ARN SNS takes as it takes a function's",
)


_CONDITIONS: Final = (sns.SubscriptionFilter, sns.FilterOrPolicy)
_EXAMPLE: Final = (
    "a SubscriptionFilter such as SubscriptionFilter.string_filter(allowlist=['high'])"
)


@dataclass(frozen=True, eq=False)
class TopicTrigger:
    """Messages of a standard topic call the release, one message a call.

    SNS tries for hours while the function refuses, and then drops the message unless the
    subscription has dead letters. What it delivered and the function fails on is Lambda's to keep:
    where neither the release has an AsyncInvocation nor the function dead letters, both end in the
    release's queue for lost events.

    Args:
        topic: A standard topic: a FIFO topic delivers to queues only.
        filter_policy: Which messages call, by their attributes; all by default.
        filter_policy_with_message_body: Which messages call, by what they say, instead.
        dead_letters: A standard queue for what could not be delivered; by default the release's
            queue for lost events. For a topic of another region it must be given, and of there.

    Raises:
        ConstructError: The topic is FIFO or none, a queue is not for dead letters, both filter
            policies are given, or a condition is none; when attached, that the dead letters are of
            another region than the topic.

    See: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
    """

    topic: sns.ITopic
    _: KW_ONLY
    filter_policy: Mapping[str, sns.SubscriptionFilter] | None = None
    filter_policy_with_message_body: Mapping[str, sns.FilterOrPolicy] | None = None
    dead_letters: sqs.IQueue | None = None

    def __post_init__(self) -> None:
        if not has_property(self.topic, "topic_arn"):
            raise ConstructError(
                f"topic must be an ITopic such as Topic(...), got {seen(self.topic)}"
            )
        if self.topic.fifo:
            raise ConstructError("topic must be a standard topic, got a FIFO topic")
        policies = (self.filter_policy, self.filter_policy_with_message_body)
        for each in policies:
            if each is not None:
                require_type("a filter policy", each, Mapping, "a dict of conditions")
                for condition in each.values():
                    require_type("a condition of a filter policy", condition, _CONDITIONS, _EXAMPLE)
        if None not in policies:
            raise ConstructError(
                "filter_policy and filter_policy_with_message_body exclude each other, got both"
            )
        require_dead_letters("dead_letters", self.dead_letters)

    def attach(self, release: Release) -> None:
        """The alias is subscribed, and the topic may call it and write to the dead letters."""
        require_unattached(release, "topic", self.topic)
        self._require_region(release)
        keep_failures(release)
        let_encrypt(self.dead_letters, "sns.amazonaws.com")
        subscription = self.topic.add_subscription(
            subscriptions.LambdaSubscription(
                release.alias,
                dead_letter_queue=self.dead_letters or lost_events(release),
                filter_policy=self.filter_policy,
                filter_policy_with_message_body=self.filter_policy_with_message_body,
            )
        )
        Validations.of(subscription).acknowledge(_FALSE_ALARM)

    def _require_region(self, release: Release) -> None:
        """A subscription is of its topic's region, and SNS wants its dead letters there.

        See: https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html
        """
        if isinstance(self.topic, sns.Topic):
            return  # made in this app, it costs no round trip to ask
        wanted, lost = self.topic.env.region, (self.dead_letters or release.alias).env.region
        if wanted != lost and not is_token(wanted) and not is_token(lost):
            raise ConstructError(f"dead_letters must be of the topic's region {wanted}, got {lost}")
