"""A mapping of a DocumentDB cluster does not name a database.

Change streams belong to a database or to one of its collections. Lambda refuses a mapping that does
not say which.

Avoid:

```yaml
Resources:
  Cluster:
    Type: AWS::DocDB::DBCluster
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Sub arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster:${Cluster}
      FunctionName: detector
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker
```

Prefer:

```yaml
Resources:
  Cluster:
    Type: AWS::DocDB::DBCluster
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Sub arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster:${Cluster}
      FunctionName: detector
      DocumentDBEventSourceConfig:
        DatabaseName: shop
      SourceAccessConfigurations:
        - Type: BASIC_AUTH
          URI: arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "documentdb-without-database",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html",
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.source == "documentdb" and mapping.database is None:
        yield Finding(
            mapping,
            "a mapping of a DocumentDB cluster must name a database, got none",
            "set DocumentDBEventSourceConfig.DatabaseName",
        )
