"""A mapping polls a source of another region.

Lambda polls queues, streams, brokers and clusters of its own region only, other accounts' included.
The deployment fails.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: arn:aws:sqs:us-east-1:123456789012:orders
      FunctionName: arn:aws:lambda:eu-west-1:123456789012:function:detector
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:orders
      FunctionName: arn:aws:lambda:eu-west-1:123456789012:function:detector
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "event-source-in-another-region",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    here, there = mapping.function_region, mapping.source_region
    if here and there and here != there:
        yield Finding(
            mapping,
            f"the event source must be in the function's region {here}, got one in {there}",
            f"poll a source in {here}, or deploy the function in {there}",
            at="EventSourceArn",
        )
