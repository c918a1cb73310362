"""A mapping has no credentials for its broker or cluster.

Lambda connects to a broker, to a DocumentDB cluster and to a Kafka cluster of your own with a
secret that the mapping names. Without one it refuses the mapping: "Required
'sourceAccessConfigurations' parameter is missing". An MSK cluster can do without, by IAM.

Avoid:

```yaml
Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Broker.Arn
      FunctionName: detector
      Queues:
        - orders
```

Prefer:

```yaml
Resources:
  Broker:
    Type: AWS::AmazonMQ::Broker
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Broker.Arn
      FunctionName: detector
      Queues:
        - orders
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker
```
"""

from collections.abc import Iterator

from policies.domain.event_sources import BASIC_ACCESS, TITLES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.values import Unresolved


@rule(
    "source-credentials-missing",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_SourceAccessConfiguration.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    access = mapping.access_types
    if isinstance(access, Unresolved):
        return
    if mapping.source in BASIC_ACCESS and "BASIC_AUTH" not in access:
        yield Finding(
            mapping,
            f"a mapping of {TITLES[mapping.source]} must have BASIC_AUTH access, got "
            f"{', '.join(sorted(access)) or 'none'}",
            "set SourceAccessConfigurations with the type BASIC_AUTH and the ARN of a secret",
        )
    elif mapping.is_self_managed is True and not access:
        yield Finding(
            mapping,
            "a mapping of a Kafka cluster of your own must say how to connect, got no access "
            "configuration",
            "set SourceAccessConfigurations, to VPC_SUBNET and VPC_SECURITY_GROUP at least",
        )
