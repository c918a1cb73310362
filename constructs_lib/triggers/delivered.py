"""What the triggers have in common whose services push events and try again for a while."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any

from constructs_lib.dead_letters import let_encrypt
from constructs_lib.errors import require_count
from constructs_lib.quantities import require_seconds
from constructs_lib.triggers.async_failures import keep_failures
from constructs_lib.triggers.lost_events import lost_events, require_dead_letters
from policies.domain import limits

if TYPE_CHECKING:
    from aws_cdk import Duration
    from aws_cdk import aws_sqs as sqs

    from constructs_lib.release import Release


@dataclass(frozen=True, eq=False)
class Delivered:
    """How long EventBridge tries to deliver an event, and where it puts what it could not.

    It tries for a day and 185 times, while the function refuses, and then drops the event. What it
    delivered and the function fails on is Lambda's to keep: where neither the release has an
    AsyncInvocation nor the function dead letters, both end in the release's queue for lost events.

    Args:
        retry_attempts: 0 to 185; 185 by default.
        max_event_age: 60 to 86400 s; a day by default.
        dead_letters: A standard queue for what could not be delivered; by default the release's
            queue for lost events.
    """

    _: KW_ONLY
    retry_attempts: int | None = None
    max_event_age: Duration | None = None
    dead_letters: sqs.IQueue | None = None

    def __post_init__(self) -> None:
        require_count(limits.EVENT_RULE_RETRY_ATTEMPTS, self.retry_attempts, prop="retry_attempts")
        require_seconds(limits.EVENT_RULE_EVENT_AGE, self.max_event_age, prop="max_event_age")
        require_dead_letters("dead_letters", self.dead_letters)

    def target_props(self, release: Release) -> dict[str, Any]:
        """What the target of a rule takes, and EventBridge may use the key of the dead letters."""
        let_encrypt(self.dead_letters, "events.amazonaws.com")
        return self.delivery_props(release)

    def delivery_props(self, release: Release) -> dict[str, Any]:
        """What the CDK's targets take; what the function fails on is kept as well."""
        keep_failures(release)
        return {
            "retry_attempts": self.retry_attempts,
            "max_event_age": self.max_event_age,
            "dead_letter_queue": self.dead_letters or lost_events(release),
        }
