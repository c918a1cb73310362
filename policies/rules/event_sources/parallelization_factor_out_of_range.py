"""The parallelization factor is one that Lambda does not accept.

Lambda has one to ten batches of a shard in work at once. Anything else fails at deployment; more
shards are the way to more concurrency.

Avoid:

```yaml
Resources:
  Readings:
    Type: AWS::Kinesis::Stream
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
      ParallelizationFactor: 20
```

Prefer:

```yaml
Resources:
  Readings:
    Type: AWS::Kinesis::Stream
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
      ParallelizationFactor: 10
```
"""

from collections.abc import Iterator

from policies.domain.limits import MAPPING_PARALLELIZATION_FACTOR
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "parallelization-factor-out-of-range",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    given=("ParallelizationFactor",),
    supersedes=("cfn-lint::E3034",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    value = mapping.parallelization_factor
    if value is not None:
        yield from out_of_bounds(
            mapping, MAPPING_PARALLELIZATION_FACTOR, value, at="ParallelizationFactor"
        )
