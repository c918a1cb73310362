"""Two mappings connect the same source to the same function.

Lambda keeps one mapping for a source and a function, version or alias, and refuses the second: "An
event source mapping with SQS arn and function already exists". Several filters go into one mapping,
whose patterns are alternatives. Kafka topics, queues of a broker and collections of a database
count as sources of their own.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Bill:
    Type: AWS::Lambda::Function
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
  Second:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !GetAtt Bill.Arn
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Bill:
    Type: AWS::Lambda::Function
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.duplicate_mappings import identities
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "duplicate-mapping",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge the mappings of one function."""
    if mapping.function is None:
        return
    related = mapping.template.environment.related
    of_function = related(EventSourceMapping, "function", mapping.function)
    if of_function[0] is not mapping or len(of_function) == 1:
        return  # all mappings of a function are judged with the first
    known: dict[object, EventSourceMapping] = {}
    for each in of_function:
        keys = identities(each) if each.is_certain is True else []
        other = next((known[key] for key in keys if key in known), None)
        if other is not None:
            yield Finding(
                each,
                f"a source and a function must have one mapping, got {other.logical_id} for both "
                "already",
                f"remove this mapping, and put its filters into those of {other.logical_id}",
            )
        known |= dict.fromkeys(keys, other or each)
