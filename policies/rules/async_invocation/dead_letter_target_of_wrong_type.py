"""The dead-letter target of a function is neither a queue nor a topic.

Lambda sends dead letters to standard queues and standard topics. A function, a bucket or an event
bus can be a destination of an AWS::Lambda::EventInvokeConfig, but no dead-letter target; the
deployment fails.

Avoid:

```yaml
Resources:
  Kept:
    Type: AWS::S3::Bucket
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      DeadLetterConfig:
        TargetArn: !GetAtt Kept.Arn
```

Prefer:

```yaml
Resources:
  Lost:
    Type: AWS::SQS::Queue
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      DeadLetterConfig:
        TargetArn: !GetAtt Lost.Arn
```
"""

from collections.abc import Iterator

from policies.domain.asynchronous import DEAD_LETTER_TARGETS, TITLES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "dead-letter-target-of-wrong-type",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_DeadLetterConfig.html",
    given=("DeadLetterConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    sent_to = function.dead_letter_target
    if sent_to is None or sent_to.flaw or not sent_to.service:
        return
    if sent_to.service not in DEAD_LETTER_TARGETS:
        got = TITLES.get(sent_to.service, f"a resource of {sent_to.service}")
        yield Finding(
            function,
            f"a dead-letter target must be a queue or a topic, got {got}: {sent_to.name}",
            "name a queue or a topic, or use DestinationConfig.OnFailure of an "
            "AWS::Lambda::EventInvokeConfig",
            at=sent_to.at,
        )
