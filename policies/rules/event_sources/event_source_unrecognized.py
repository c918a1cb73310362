"""A mapping polls something that Lambda does not poll.

EventSourceArn must be the ARN of a queue, a stream, a Kafka cluster, a broker or a DocumentDB
cluster. `!Ref` gives the URL of a queue and the name of a stream; `Arn` of a table is not that of
its stream; topics, buckets and event buses call functions themselves. Lambda refuses the mapping:
"Unrecognized event source".

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Ref Orders
      FunctionName: detector
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: detector
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import NOT_POLLED
from policies.engine import Effect, Finding, Severity, rule
from policies.template.arn_service import arn_service, what_is_no_arn
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.table import Table
from policies.template.values import Reference


@rule(
    "event-source-unrecognized",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    arn = mapping.source_arn
    flaw, fix = None, "set EventSourceArn to the ARN of what Lambda shall poll"
    if arn is None and mapping.is_self_managed is False:
        flaw = "none"
    elif isinstance(arn, Reference):
        flaw, wanted = what_is_no_arn(arn), "Arn"
        if isinstance(arn.resource, Table):
            wanted = "StreamArn"
            flaw = f"the table {arn.resource.logical_id}" if arn.attribute == "Arn" else flaw
        fix = f"set EventSourceArn to the {wanted} of {arn.resource.logical_id}"
    if flaw is None and arn_service(arn) in NOT_POLLED:
        flaw = f"an ARN of {arn_service(arn)}"
        fix = "remove the mapping and let the source call the function"
    if flaw:
        yield Finding(
            mapping,
            f"the event source must be the ARN of a queue, stream, broker or cluster, got {flaw}",
            fix,
            at="EventSourceArn",
        )
