"""A mapping has an option that its source does not know.

All sources share one resource, but each takes only some of its properties. Lambda refuses the
others: "Unsupported ParallelizationFactor parameter for given event source mapping type". A queue,
for one, has no retries, no bisecting and no failure destination of the mapping: its redrive policy
does that. A stream has no maximum concurrency: its parallelization factor does that.

The source is found behind Ref and GetAtt as well. Options that say what holds anyway are left
alone.

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
      MaximumRetryAttempts: 2
      BisectBatchOnFunctionError: true
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
      FunctionResponseTypes:
        - ReportBatchItemFailures
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import OPTIONS, TITLES, some_of
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "option-of-another-source",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    source = mapping.source
    if source is None:
        return
    for name in mapping.own_options:
        if source not in OPTIONS[name]:
            takers = some_of(TITLES[each] for each in OPTIONS[name])
            yield Finding(
                mapping,
                f"the option {name} is for {takers}, got it on {TITLES[source]}",
                f"remove {name}",
                at=name,
            )
