"""Two notifications of a bucket are for the same events of the same objects.

S3 sends each event to one place only. Two notifications whose event types, prefixes and suffixes
all overlap are refused, and the deployment fails. Send the events to a topic or to EventBridge
where several functions want them.

Avoid:

```yaml
Resources:
  Photos:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        LambdaConfigurations:
          - Event: s3:ObjectCreated:*
            Function: arn:aws:lambda:eu-west-1:123456789012:function:resize
          - Event: s3:ObjectCreated:Put
            Function: arn:aws:lambda:eu-west-1:123456789012:function:tag
```

Prefer:

```yaml
Resources:
  Photos:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        LambdaConfigurations:
          - Event: s3:ObjectCreated:*
            Function: arn:aws:lambda:eu-west-1:123456789012:function:resize
            Filter: { S3Key: { Rules: [{ Name: prefix, Value: large/ }] } }
          - Event: s3:ObjectCreated:Put
            Function: arn:aws:lambda:eu-west-1:123456789012:function:tag
            Filter: { S3Key: { Rules: [{ Name: prefix, Value: small/ }] } }
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.bucket import Bucket


@rule(
    "bucket-notifications-overlap",
    on=Bucket,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html",
    given=("NotificationConfiguration",),
)
def check(bucket: Bucket) -> Iterator[Finding]:
    """Judge one bucket."""
    known = [(each, bucket.key_filter(each)) for each in bucket.notifications]
    for number, (notification, other) in enumerate(known):
        if other is None:
            continue
        before = (one for _, one in known[:number] if one is not None)
        one = next((each for each in before if each.overlaps(other)), None)
        if one is None:
            continue
        yield Finding(
            bucket,
            f"notifications of a bucket must not overlap, got {one.event} and {other.event} for "
            f"keys {_keys(one.prefix, one.suffix)} and {_keys(other.prefix, other.suffix)}",
            "give them prefixes or suffixes that differ, or send the events to a topic",
            at=notification.at,
        )


def _keys(prefix: str, suffix: str) -> str:
    return f"{prefix}*{suffix}"
