"""A filter compares a DynamoDB number as a number.

A stream record carries numbers as strings (`{"N": "42"}`), and `numeric` never matches a string.
List the wanted values as strings, filter on something else, or compare in the function.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification:
        StreamViewType: NEW_AND_OLD_IMAGES
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.StreamArn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
      FilterCriteria:
        Filters:
          - Pattern: '{"dynamodb": {"NewImage": {"total": {"N": [{"numeric": [">", 100]}]}}}}'
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification:
        StreamViewType: NEW_AND_OLD_IMAGES
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.StreamArn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
      FilterCriteria:
        Filters:
          - Pattern: '{"dynamodb": {"NewImage": {"state": {"S": ["paid"]}}}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.event_filters import about
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "filter-number-on-dynamodb",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html",
    given=("FilterCriteria",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    yield from about(mapping, "dynamodb-number")
