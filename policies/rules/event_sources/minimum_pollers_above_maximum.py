"""A mapping has more pollers at least than at most.

Lambda refuses the mapping.

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
      ProvisionedPollerConfig:
        MinimumPollers: 20
        MaximumPollers: 10
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
      ProvisionedPollerConfig:
        MinimumPollers: 10
        MaximumPollers: 20
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import poller_order_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "minimum-pollers-above-maximum",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_ProvisionedPollerConfig.html",
    given=("ProvisionedPollerConfig",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    lowest, highest = mapping.minimum_pollers, mapping.maximum_pollers
    problem = poller_order_problem(lowest, highest)
    if problem:
        yield Finding(
            mapping,
            problem,
            f"set MinimumPollers to {highest} or less, or MaximumPollers to {lowest} or more",
            at="ProvisionedPollerConfig.MinimumPollers",
        )
