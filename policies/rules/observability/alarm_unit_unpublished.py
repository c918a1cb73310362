"""An alarm asks for a metric in a unit in which Lambda does not publish it.

CloudWatch converts no units: an alarm with a Unit looks only at the data that was published in it.
Lambda publishes times in milliseconds and the rest as counts, so an alarm in seconds has no data
and never fires. Without a Unit, it takes what there is.

Avoid:

```yaml
Resources:
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Duration
      Dimensions:
        - Name: FunctionName
          Value: bill
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      Unit: Seconds
      TreatMissingData: notBreaching
```

Prefer:

```yaml
Resources:
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Duration
      Dimensions:
        - Name: FunctionName
          Value: bill
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
```
"""

from collections.abc import Iterator

from policies.domain.lambda_metrics import published_unit
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-unit-unpublished",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
    given=("Unit",),
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    metric, seen = alarm.metric, alarm.text("Unit")
    if metric is None or not metric.is_of_lambda or not isinstance(metric.name, str):
        return
    published = published_unit(metric.name)
    if published is not None and isinstance(seen, str) and seen != published:
        yield Finding(
            alarm,
            f"unit of {metric.name} must be {published}, in which Lambda publishes it, got {seen}",
            f"drop Unit, and write Threshold in {published}",
            at="Unit",
        )
