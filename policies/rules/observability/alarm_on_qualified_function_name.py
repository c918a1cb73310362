"""The dimension FunctionName of an alarm is not the plain name of a function.

Lambda publishes under the name, without account, region or version. An ARN, or a name with a
version after a colon, is the name of no metric: the alarm has no data and never fires. What is
meant goes into the dimension Resource, beside the plain name.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !GetAtt Bill.Arn
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:123456789012:on-call]
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref Bill
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
      AlarmActions: [arn:aws:sns:eu-west-1:123456789012:on-call]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.alarm_metric import FUNCTION_NAME
from policies.template.arns import components
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-on-qualified-function-name",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html",
    given=("Dimensions",),
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    for metric in alarm.metrics:
        if not metric.is_of_lambda or not isinstance(metric.dimensions, dict):
            continue
        parts = components(metric.dimensions.get(FUNCTION_NAME))
        if parts and len(parts) > 1:
            seen = "an ARN" if parts[0] == "arn" else "a name with a qualifier"
            yield Finding(
                alarm,
                f"dimension {FUNCTION_NAME} must be the name of a function, got {seen}",
                "name the function itself: !Ref of the function",
                at=metric.place("Dimensions"),
            )
