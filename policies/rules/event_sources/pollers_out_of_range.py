"""The number of provisioned pollers is one that Lambda does not accept for the source.

A queue has 2 to 200 pollers at least and 2 to 10,000 at most; Kafka 1 to 200 and 1 to 2,000.
Anything else fails at deployment.

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
        MinimumPollers: 1
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
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import OPTIONS, pollers
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "pollers-out-of-range",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_ProvisionedPollerConfig.html",
    given=("ProvisionedPollerConfig",),
    supersedes=("cfn-lint::E3034",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source not in OPTIONS["ProvisionedPollerConfig"]:
        return
    lowest, highest = pollers(mapping.source)
    stated = (
        ("MinimumPollers", lowest, mapping.minimum_pollers),
        ("MaximumPollers", highest, mapping.maximum_pollers),
    )
    for name, limit, value in stated:
        if value is not None:
            at = f"ProvisionedPollerConfig.{name}"
            yield from out_of_bounds(mapping, limit, value, at=at)
