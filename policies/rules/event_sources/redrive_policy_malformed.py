"""The redrive policy of a queue is none that SQS takes.

It names the ARN of the dead-letter queue in deadLetterTargetArn and says after how many receives in
maxReceiveCount. CloudFormation hands it on unread, SQS refuses one that lacks either or names the
queue by its URL, which is what Ref gives, and the deployment fails.

Avoid:

```yaml
Resources:
  Failed:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !Ref Failed
        maxReceiveCount: 5
```

```yaml
Resources:
  Failed:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
```

Prefer:

```yaml
Resources:
  Failed:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
        maxReceiveCount: 5
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.arn_service import what_is_no_arn
from policies.template.properties import Properties
from policies.template.resources.queue import Queue
from policies.template.values import Reference

_TARGET: Final = "deadLetterTargetArn"
_COUNT: Final = "maxReceiveCount"


@rule(
    "redrive-policy-malformed",
    on=Queue,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html",
    given=("RedrivePolicy",),
)
def check(queue: Queue) -> Iterator[Finding]:
    """Judge one queue."""
    policy = queue.redrive_policy
    if not isinstance(policy, Properties):
        return
    missing = [name for name in (_TARGET, _COUNT) if policy.value(name) is None]
    if missing:
        yield Finding(
            queue,
            f"redrive policy must have {_TARGET} and {_COUNT}, got no {' and no '.join(missing)}",
            f"set {' and '.join(missing)} in RedrivePolicy",
            at="RedrivePolicy",
        )
    arn = queue.dead_letter_arn
    flaw = what_is_no_arn(arn)
    if flaw is not None and isinstance(arn, Reference):
        yield Finding(
            queue,
            f"dead-letter queue must be given by its ARN, got {flaw}",
            f"set RedrivePolicy.{_TARGET} to !GetAtt {arn.resource.logical_id}.Arn",
            at=f"RedrivePolicy.{_TARGET}",
        )
