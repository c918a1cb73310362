"""Failed or processed events are sent to a service that takes none.

An asynchronous invocation can send its record to a queue, a topic, a function or an event bus, and
to a bucket when it failed. A mapping of a stream can send to a queue, a topic or a bucket, one of
Kafka to a topic of it as well. Lambda refuses anything else, so the deployment fails.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Kept:
    Type: AWS::S3::Bucket
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: $LATEST
      DestinationConfig:
        OnSuccess:
          Destination: !GetAtt Kept.Arn
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Kept:
    Type: AWS::S3::Bucket
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: $LATEST
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Kept.Arn
```
"""

from collections.abc import Iterator

from policies.domain.asynchronous import (
    FAILURE_DESTINATIONS,
    MAPPING_DESTINATIONS,
    SUCCESS_DESTINATIONS,
    TITLES,
)
from policies.domain.event_sources import some_of
from policies.engine import Effect, Finding, Severity, rule
from policies.template.destination import Destination
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "destination-of-wrong-type",
    on=(EventInvokeConfig, EventSourceMapping),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_DestinationConfig.html",
    given=("DestinationConfig",),
)
def check(holder: EventInvokeConfig | EventSourceMapping) -> Iterator[Finding]:
    """Judge one resource."""
    for sent_to in holder.destinations:
        allowed = _allowed(holder, sent_to)
        if sent_to.flaw is None and sent_to.service and sent_to.service not in allowed:
            titles = some_of(TITLES[each] for each in allowed)
            got = TITLES.get(sent_to.service, f"a resource of {sent_to.service}")
            outcome = "successes" if sent_to.is_for_successes else "failures"
            yield Finding(
                holder,
                f"a destination for {outcome} must be {titles}, got {got}: {sent_to.name}",
                "name a queue, and take it from there",
                at=sent_to.at,
            )


def _allowed(
    holder: EventInvokeConfig | EventSourceMapping, sent_to: Destination
) -> frozenset[str]:
    if isinstance(holder, EventSourceMapping):
        is_of_kafka = holder.source in ("kafka", None)
        return MAPPING_DESTINATIONS if is_of_kafka else MAPPING_DESTINATIONS - {"kafka"}
    return SUCCESS_DESTINATIONS if sent_to.is_for_successes else FAILURE_DESTINATIONS
