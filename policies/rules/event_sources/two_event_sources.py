"""A mapping names both an ARN and a Kafka cluster of your own.

A mapping has one source. Lambda refuses EventSourceArn beside SelfManagedEventSource.

Avoid:

```yaml
Resources:
  Cluster:
    Type: AWS::MSK::Cluster
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Ref Cluster
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
      Topics:
        - faults
      SelfManagedEventSource:
        Endpoints:
          KafkaBootstrapServers:
            - broker.example.com:9092
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker
```

Prefer:

```yaml
Resources:
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: detector
      StartingPosition: TRIM_HORIZON
      Topics:
        - faults
      SelfManagedEventSource:
        Endpoints:
          KafkaBootstrapServers:
            - broker.example.com:9092
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "two-event-sources",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html",
    given=("SelfManagedEventSource",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.is_self_managed is True and mapping.has_source_arn is True:
        yield Finding(
            mapping,
            "a mapping must have 1 source, got EventSourceArn and SelfManagedEventSource",
            "remove one of the two",
            at="SelfManagedEventSource",
        )
