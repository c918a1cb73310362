"""More mappings poll a stream than its shards can feed.

A shard of a DynamoDB stream feeds two readers, that of a table with replicas one; a shard of a
Kinesis stream answers five reads a second, and each mapping reads once a second. Beyond that,
reads are throttled and all functions fall behind. Pass the records on from one function, or give
the mappings of a Kinesis stream consumers with enhanced fan-out.

Avoid:

```yaml
Resources:
  Faults:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification:
        StreamViewType: NEW_IMAGE
  Index:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Faults.StreamArn
      FunctionName: index
      StartingPosition: TRIM_HORIZON
  Notify:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Faults.StreamArn
      FunctionName: notify
      StartingPosition: TRIM_HORIZON
  Audit:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Faults.StreamArn
      FunctionName: audit
      StartingPosition: TRIM_HORIZON
```

Prefer:

```yaml
Resources:
  Faults:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification:
        StreamViewType: NEW_IMAGE
  Index:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Faults.StreamArn
      FunctionName: index
      StartingPosition: TRIM_HORIZON
  Notify:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Faults.StreamArn
      FunctionName: notify
      StartingPosition: TRIM_HORIZON
```
"""

from collections.abc import Iterator

from policies.domain.enumeration import first_few
from policies.domain.limits import READERS_OF_STREAM, READERS_OF_TABLE
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.stream import Stream
from policies.template.resources.table import GlobalTable, Table


@rule(
    "too-many-stream-readers",
    on=(Table, GlobalTable, Stream),
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html",
    beside=("AWS::Lambda::EventSourceMapping",),
)
def check(resource: Table | GlobalTable | Stream) -> Iterator[Finding]:
    """Judge one stream or table."""
    related = resource.template.environment.related(EventSourceMapping, "source_resource", resource)
    readers = [each for each in related if each.is_enabled is True and each.is_certain is True]
    limit = READERS_OF_STREAM
    if isinstance(resource, Table):
        limit = READERS_OF_TABLE.given("global" if resource.is_replicated is True else "")
    problem = limit.violation(len(readers))
    if problem:
        names = first_few(each.logical_id for each in readers)
        yield Finding(
            resource,
            f"{problem}: {names}",
            "let one function pass the records on"
            + ("" if isinstance(resource, Table) else ", or poll consumers with enhanced fan-out"),
        )
