"""A filter pattern is longer than Lambda takes.

The bound holds for the text as it stands in the template, white space included. Written on one
line without spaces a pattern may fit; a long list of values may be split over several filters.

Avoid:

```yaml
Parameters:
  Prefix:
    Type: String
    Default: 0123456789012345678901234567890123456789012345678901234567890123
Resources:
  Readings:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      FilterCriteria:
        Filters:
          - Pattern: !Sub
              - '{"body": {"customer": [{"prefix": "${A}${A}${A}${A}"}]}}'
              - A: !Sub
                  - ${B}${B}${B}${B}
                  - B: !Sub ${Prefix}${Prefix}${Prefix}${Prefix}
```

Prefer:

```yaml
Resources:
  Readings:
    Type: AWS::SQS::Queue
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Readings.Arn
      FunctionName: detector
      FilterCriteria:
        Filters:
          - Pattern: '{"body": {"customer": [{"prefix": "eu-"}]}}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.rules.event_filters import about
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "filter-pattern-too-long",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_FilterCriteria.html",
    given=("FilterCriteria",),
    supersedes=("cfn-lint::E3033",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    yield from about(mapping, "pattern-length")
