"""A bucket's own notifications call a release, without EventBridge in between."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3

from constructs_lib.errors import ConstructError, require_list, require_type, seen
from constructs_lib.pseudo_parameters import account, partition
from constructs_lib.resources import resource_of
from constructs_lib.triggers.async_failures import keep_failures
from constructs_lib.triggers.bucket import has_notifications_of_the_cdk
from constructs_lib.triggers.trigger import require_free_place, require_name
from policies.domain.bucket_notifications import KeyFilter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from constructs_lib.release import Release

_CONFIGURED: WeakKeyDictionary[s3.Bucket, list[tuple[KeyFilter, dict[str, Any]]]] = (
    WeakKeyDictionary()
)


@dataclass(frozen=True, eq=False)
class NotificationTrigger:
    """Objects of a bucket call the release by the bucket's own notifications.

    BucketTrigger is the better way for most: through EventBridge, prefixes may overlap, what cannot
    be delivered is kept, and any function may be called. Here S3 tries the function when the
    notification is made, so that the bucket waits for the alias: where the function may read the
    bucket, or knows its name from the same stack, both wait for each other and CloudFormation
    refuses the stack. Grant such rights on `Bucket.from_bucket_name(...)`.

    What the function fails on ends in the release's queue for lost events, where neither the
    release has an AsyncInvocation nor the function dead letters.

    Args:
        bucket: A Bucket of this stack with a `bucket_name`: the permission names the bucket before
            it exists.
        events: Which events, as S3 calls them; "s3:ObjectCreated:*" by default.
        prefix: What the key must begin with; any key by default.
        suffix: What it must end with.
        name: Tells the triggers of a release apart that have notifications. It is part of the
            construct's id: a release's first needs none.

    Raises:
        ConstructError: The bucket is imported; when attached, that it has no name, that another of
            its notifications may be for the same event, or that `add_event_notification` sets them.

    See: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
    """

    bucket: s3.Bucket
    _: KW_ONLY
    events: Sequence[str] = ("s3:ObjectCreated:*",)
    prefix: str = ""
    suffix: str = ""
    name: str | None = None

    def __post_init__(self) -> None:
        require_type("bucket", self.bucket, s3.Bucket, "a Bucket of this app")
        require_list("events", self.events, "kinds")
        if not self.events:
            raise ConstructError(f"events must be a list of kinds, got {seen(self.events)}")
        for kind in self.events:
            if not str(kind).startswith("s3:"):
                raise ConstructError(f"events must be of S3 such as s3:ObjectCreated:*, got {kind}")
        for prop in ("prefix", "suffix"):
            require_type(prop, getattr(self, prop), str, "a string such as 'in/'")
        require_name(self.name)

    @property
    def construct_id(self) -> str:
        """The permission's place below the alias."""
        return "Notifications" if self.name is None else f"Notifications-{self.name}"

    def attach(self, release: Release) -> None:
        """The bucket has the notification, once it may call the alias."""
        require_free_place(release, self)
        if has_notifications_of_the_cdk(self.bucket.node):
            raise ConstructError(
                "bucket must have no notifications of the CDK's own, which replace these, got "
                "add_event_notification or event_bridge_enabled"
            )
        bucket = resource_of(self.bucket)
        bucket_name = bucket.bucket_name  # type: ignore[attr-defined]  # a CfnBucket
        # Without a name it is a token that stands for nothing.
        if release.function.stack.resolve(bucket_name) is None:
            raise ConstructError(
                "bucket must have a bucket_name that its permission can name beforehand, got none"
            )
        configured = _CONFIGURED.setdefault(self.bucket, [])
        arn = release.alias.function_arn
        added = [(KeyFilter(kind, self.prefix, self.suffix), arn) for kind in self.events]
        for key_filter, _ in added:
            for other, _ in configured:
                if key_filter.overlaps(other):
                    raise ConstructError(
                        f"notifications of a bucket must not overlap, got {_shown(key_filter)} "
                        f"and {_shown(other)}"
                    )
        keep_failures(release)
        permission = lambda_.CfnPermission(
            release.alias,
            self.construct_id,
            action="lambda:InvokeFunction",
            function_name=arn,
            principal="s3.amazonaws.com",
            source_account=account(),
            source_arn=f"arn:{partition()}:s3:::{bucket_name}",
        )
        bucket.add_resource_dependency(permission)
        configured += [(each, _configuration(each, arn)) for each, _ in added]
        bucket.add_property_override(
            "NotificationConfiguration.LambdaConfigurations", [each for _, each in configured]
        )


def _configuration(key_filter: KeyFilter, arn: str) -> dict[str, Any]:
    rules = [
        {"Name": name, "Value": value}
        for name, value in (("prefix", key_filter.prefix), ("suffix", key_filter.suffix))
        if value
    ]
    configuration: dict[str, Any] = {"Event": key_filter.event, "Function": arn}
    if rules:
        configuration["Filter"] = {"S3Key": {"Rules": rules}}
    return configuration


def _shown(key_filter: KeyFilter) -> str:
    return f"{key_filter.event} of {key_filter.prefix}*{key_filter.suffix}"
