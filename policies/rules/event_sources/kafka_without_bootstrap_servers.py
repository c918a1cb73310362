"""A mapping of a Kafka cluster of your own does not say where it is.

Lambda finds the cluster by its bootstrap servers and refuses a mapping that lists none.

Avoid:

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
        Endpoints: {}
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
    "kafka-without-bootstrap-servers",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_SelfManagedEventSource.html",
    given=("SelfManagedEventSource",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.is_self_managed is True and mapping.bootstrap_servers in (None, []):
        yield Finding(
            mapping,
            "a Kafka cluster of your own must have bootstrap servers, got none",
            "set SelfManagedEventSource.Endpoints.KafkaBootstrapServers to broker:port",
            at="SelfManagedEventSource",
        )
