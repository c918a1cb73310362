"""A mapping of a queue says where to start.

A queue has no positions. Lambda refuses the mapping: "StartingPosition is not valid for SQS event
sources".

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "starting-position-on-queue",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html",
    given=("StartingPosition",),
    supersedes=("cfn-lint::E3633",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    position = mapping.starting_position
    if mapping.source == "sqs" and isinstance(position, str):
        yield Finding(
            mapping,
            f"a mapping of an SQS queue must have no starting position, got {position}",
            "remove StartingPosition",
            at="StartingPosition",
        )
