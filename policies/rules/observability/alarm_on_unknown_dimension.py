"""An alarm waits for a combination of dimensions under which Lambda publishes nothing.

CloudWatch keeps a metric for each combination of dimensions, and an alarm gets the one it names
exactly. Lambda publishes Errors, Duration and their like of all functions together, by
FunctionName, by FunctionName and Resource, and, while an alias has weights, by these and
ExecutedVersion. For any other combination there is no data, and the alarm never fires.

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
          Value: !Ref Bill
        - Name: Alias
          Value: live
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
        - Name: Resource
          Value: !Sub "${Bill}:live"
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

from policies.domain.limits import INVOCATION_METRIC_DIMENSIONS, INVOCATION_METRICS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-on-unknown-dimension",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html",
    given=("Dimensions",),
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    for metric in alarm.metrics:
        if not metric.is_of_lambda or metric.name not in INVOCATION_METRICS:
            continue
        if not isinstance(metric.dimensions, dict):
            continue
        seen = ", ".join(sorted(metric.dimensions))
        if seen not in INVOCATION_METRIC_DIMENSIONS:
            known = sorted((str(each) for each in INVOCATION_METRIC_DIMENSIONS.values), key=len)
            allowed = " or ".join(f"({each})" for each in known if each)
            yield Finding(
                alarm,
                f"dimensions of {metric.name} must be {allowed}, got ({seen})",
                "name exactly these dimensions, Resource with the function's name, a colon and the "
                "alias",
                at=metric.place("Dimensions"),
            )
