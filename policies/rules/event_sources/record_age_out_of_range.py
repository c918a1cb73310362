"""The maximum age of a record is one that Lambda does not accept.

Lambda discards records that are older than 60 s to a week, or with -1 none for its age. The
schema of CloudFormation lets 0 to 59 through as well, which the service then refuses.

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
      MaximumRecordAgeInSeconds: 30
      DestinationConfig:
        OnFailure:
          Destination: arn:aws:sqs:eu-west-1:123456789012:lost
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
      MaximumRecordAgeInSeconds: 3600
      DestinationConfig:
        OnFailure:
          Destination: arn:aws:sqs:eu-west-1:123456789012:lost
```
"""

from collections.abc import Iterator

from policies.domain.limits import MAPPING_RECORD_AGE, MAPPING_UNBOUNDED
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "record-age-out-of-range",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html",
    given=("MaximumRecordAgeInSeconds",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    age = mapping.maximum_record_age_seconds
    if age != MAPPING_UNBOUNDED:
        yield from out_of_bounds(mapping, MAPPING_RECORD_AGE, age, at="MaximumRecordAgeInSeconds")
