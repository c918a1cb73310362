"""A mapping has the key of the API's name, which CloudFormation does not know.

The API calls it KMSKeyArn, and so does an example of the developer guide; CloudFormation calls it
KmsKeyArn and refuses a property that it does not know.

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
      KMSKeyArn: arn:aws:kms:eu-west-1:123456789012:key/k
      FilterCriteria:
        Filters:
          - Pattern: '{"body": {"level": ["high"]}}'
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
      KmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/k
      FilterCriteria:
        Filters:
          - Pattern: '{"body": {"level": ["high"]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "kms-key-misspelled",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html",
    given=("KMSKeyArn",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    if mapping.has_misspelled_key:
        yield Finding(
            mapping,
            "the key of filters is called KmsKeyArn in CloudFormation, got KMSKeyArn",
            "rename KMSKeyArn to KmsKeyArn",
            at="KMSKeyArn",
        )
