"""A filter asks for an image of the item that the stream does not carry.

A stream of a table carries keys alone, the item before or after the change, or both: its
StreamViewType says which. A filter on an image that never comes lets no record through, and the
function is never called.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      BillingMode: PAY_PER_REQUEST
      StreamSpecification:
        StreamViewType: KEYS_ONLY
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.StreamArn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
      FilterCriteria:
        Filters:
          - Pattern: '{"dynamodb":{"NewImage":{"state":{"S":["paid"]}}}}'
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      BillingMode: PAY_PER_REQUEST
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
          - Pattern: '{"dynamodb":{"NewImage":{"state":{"S":["paid"]}}}}'
```
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.table import Table

# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html
_CARRIED: Final = {
    "KEYS_ONLY": frozenset[str](),
    "NEW_IMAGE": frozenset({"NewImage"}),
    "OLD_IMAGE": frozenset({"OldImage"}),
}
_IMAGES: Final = ("NewImage", "OldImage")


@rule(
    "filter-on-absent-image",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html",
    given=("FilterCriteria",),
    beside=(
        "AWS::DynamoDB::GlobalTable",
        "AWS::DynamoDB::Table",
    ),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    table, criteria = mapping.source_resource, mapping.filter_criteria
    view = table.stream_view if isinstance(table, Table) else None
    carried = _CARRIED.get(view) if isinstance(view, str) else None
    if table is None or carried is None or criteria is None:
        return
    for number, text in criteria.patterns.items():
        asked = _dynamodb(text)
        for image in _IMAGES:
            if image not in carried and _asks_for_something(asked.get(image)):
                yield Finding(
                    mapping,
                    f"filter {number}: {image} must be in the stream of {table.logical_id}, got "
                    f"one of {view}",
                    f"set StreamViewType of {table.logical_id} to NEW_AND_OLD_IMAGES",
                    at=f"FilterCriteria.Filters.{number}",
                )


def _dynamodb(text: str) -> dict[str, Any]:
    try:
        pattern = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    asked = pattern.get("dynamodb") if isinstance(pattern, dict) else None
    return asked if isinstance(asked, dict) else {}


def _asks_for_something(pattern: Any) -> bool:
    """True when some field must be there: `exists: false` holds without the image, too."""
    waiting = [pattern]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, list) and {"exists": False} not in part:
            return True
    return False
