"""A mapping that reads a Kafka topic as a queue has an option of a stream.

With the consumption mode Queue, a share group hands out records in no order: there is no position
to start from, no window to gather in and no retrying without end. Lambda refuses a mapping that has
one of them.

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
        Endpoints:
          KafkaBootstrapServers:
            - broker.example.com:9092
      SelfManagedKafkaEventSourceConfig:
        ConsumptionMode: Queue
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
      Topics:
        - faults
      SelfManagedEventSource:
        Endpoints:
          KafkaBootstrapServers:
            - broker.example.com:9092
      SelfManagedKafkaEventSourceConfig:
        ConsumptionMode: Queue
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker
```
"""

from collections.abc import Iterator

from policies.domain.limits import MAPPING_UNBOUNDED
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "stream-option-in-queue-mode",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_SelfManagedKafkaEventSourceConfig.html",
    given=("SelfManagedKafkaEventSourceConfig",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.consumption_mode != "Queue":
        return
    set_options = {
        "StartingPosition": mapping.starting_position is not None,
        "StartingPositionTimestamp": mapping.starting_timestamp is not None,
        "MaximumBatchingWindowInSeconds": mapping.batching_window_seconds is not None,
        "MaximumRetryAttempts": mapping.maximum_retry_attempts == MAPPING_UNBOUNDED,
    }
    for name in (name for name, is_set in set_options.items() if is_set):
        yield Finding(
            mapping,
            f"the option {name} is for the consumption mode Stream, got it in the mode Queue",
            f"remove {name}, or read the topic as a Stream",
            at=name,
        )
