"""Objects of a bucket call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from aws_cdk import aws_events as eventbridge
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_s3 as s3

from constructs_lib.errors import ConstructError, require_list, require_type, seen
from constructs_lib.interfaces import has_property
from constructs_lib.triggers.delivered import Delivered
from constructs_lib.triggers.trigger import require_free_place, require_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import CfnResource
    from constructs import Node

    from constructs_lib.release import Release

CREATED: Final = "Object Created"
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
DETAIL_TYPES: Final = frozenset(
    {
        CREATED,
        "Object Deleted",
        "Object Restore Initiated",
        "Object Restore Completed",
        "Object Restore Expired",
        "Object Storage Class Changed",
        "Object Access Tier Changed",
        "Object ACL Updated",
        "Object Tags Added",
        "Object Tags Deleted",
    }
)
_ENABLED: Final = "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled"


@dataclass(frozen=True, eq=False)
class BucketTrigger(Delivered):
    """Objects of a bucket call the release, through EventBridge.

    The bucket's own property switches the events on: `event_bridge_enabled=True` of the CDK adds a
    function of its own to the stack, with rights on every bucket. A bucket that has that function
    already, by `add_event_notification`, has the events switched on by it: call that first, for it
    replaces what the property says. A bucket that is imported must
    send its events already. Of the bucket's notifications to functions see NotificationTrigger:
    these may neither overlap nor call a function that may read the bucket in the same stack.

    Args:
        bucket: The bucket, made or imported.
        events: Which kinds of events, as EventBridge calls them; "Object Created" by default.
        prefix: What the key must begin with; any key by default.
        suffix: What it must end with.
        name: Tells the triggers of a release apart that have buckets. It is part of the
            construct's id, which is for ever: a release's first needs none.
        retry_attempts: As `Delivered` has it, with the age and the dead letters.

    Raises:
        ConstructError: The bucket is none, or S3 sends no such events; when attached, that the
            name is taken.

    See: https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
    """

    bucket: s3.IBucket
    _: KW_ONLY
    events: Sequence[str] = (CREATED,)
    prefix: str = ""
    suffix: str = ""
    name: str | None = None

    def __post_init__(self) -> None:
        require_bucket(self.bucket)
        require_list("events", self.events, "kinds")
        if not self.events:
            raise ConstructError(f"events must be a list of kinds, got {seen(self.events)}")
        for kind in self.events:
            require_type("an event", kind, str, f"a string such as {CREATED!r}")
            if kind not in DETAIL_TYPES:
                raise ConstructError(
                    f"events must be of {', '.join(sorted(DETAIL_TYPES))}, got {kind}"
                )
        for prop in ("prefix", "suffix"):
            require_type(prop, getattr(self, prop), str, "a string such as 'in/'")
        require_name(self.name)
        Delivered.__post_init__(self)

    @property
    def construct_id(self) -> str:
        """The rule's place below the alias."""
        return "Objects" if self.name is None else f"Objects-{self.name}"

    def attach(self, release: Release) -> None:
        """A rule selects the objects; it may call the alias and write to the dead letters."""
        require_free_place(release, self)
        if isinstance(self.bucket, s3.Bucket):
            self._send_events(self.bucket)
        rule = eventbridge.Rule(release.alias, self.construct_id, event_pattern=self._pattern())
        rule.add_target(targets.LambdaFunction(release.alias, **self.target_props(release)))

    def _send_events(self, bucket: s3.Bucket) -> None:
        node = bucket.node
        if has_notifications_of_the_cdk(node):
            bucket.enable_event_bridge_notification()
        else:
            resource = cast("CfnResource", node.default_child)
            resource.add_property_override(_ENABLED, True)  # noqa: FBT003 - its value

    def _pattern(self) -> eventbridge.EventPattern:
        detail: dict[str, Any] = {"bucket": {"name": [self.bucket.bucket_name]}}
        key: list[dict[str, str]] = []
        if self.prefix and self.suffix:
            # Two conditions in one list are alternatives: a wildcard asks for both.
            key = [{"wildcard": f"{_literal(self.prefix)}*{_literal(self.suffix)}"}]
        elif self.prefix:
            key = [{"prefix": self.prefix}]
        elif self.suffix:
            key = [{"suffix": self.suffix}]
        if key:
            detail["object"] = {"key": key}
        return eventbridge.EventPattern(
            source=["aws.s3"], detail_type=list(self.events), detail=detail
        )


def require_bucket(bucket: object) -> None:
    """The bucket is one, made or imported.

    Raises:
        ConstructError: It is something else: its name, say.
    """
    if not has_property(bucket, "bucket_arn"):
        raise ConstructError(f"bucket must be an IBucket such as Bucket(...), got {seen(bucket)}")


def has_notifications_of_the_cdk(bucket: Node) -> bool:
    """A function of the CDK sets the notifications, and replaces those of the bucket's property.

    See: https://github.com/aws/aws-cdk/pull/18150
    """
    return bucket.try_find_child("Notifications") is not None


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("*", "\\*")
