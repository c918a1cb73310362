"""A mapping of a queue has a maximum concurrency and provisioned pollers.

The two are different ways to bound what a queue may do, and Lambda takes one or the other. With
provisioned pollers, the maximum of pollers bounds the concurrency: each has up to ten invocations
in work.

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
      ScalingConfig:
        MaximumConcurrency: 20
      ProvisionedPollerConfig:
        MinimumPollers: 2
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
        MinimumPollers: 2
        MaximumPollers: 2
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "maximum-concurrency-with-provisioned-pollers",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
    given=("ProvisionedPollerConfig",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    concurrency = mapping.maximum_concurrency
    if isinstance(concurrency, int) and mapping.has_provisioned_pollers is True:
        yield Finding(
            mapping,
            f"maximum concurrency and provisioned pollers exclude each other, got a maximum of "
            f"{concurrency} with pollers",
            "remove ScalingConfig and set ProvisionedPollerConfig.MaximumPollers, or the other way "
            "round",
            at="ScalingConfig.MaximumConcurrency",
        )
