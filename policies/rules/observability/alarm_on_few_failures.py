"""An alarm fires when there are few failures, not when there are many.

Errors, throttles and dropped events are bad when they are many. An alarm that compares them by
LessThanThreshold is in alarm while all is well and turns OK when the function fails: a rollout that
it guards is stopped as a good one and goes on as a bad one.

Avoid:

```yaml
Resources:
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: bill
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: LessThanThreshold
      TreatMissingData: notBreaching
```

Prefer:

```yaml
Resources:
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: bill
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
      TreatMissingData: notBreaching
```
"""

from collections.abc import Iterator

from policies.domain.lambda_metrics import FAILURE_METRICS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-on-few-failures",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
    given=("MetricName",),
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    metric = alarm.metric
    if metric is None or not metric.is_of_lambda or metric.name not in FAILURE_METRICS:
        return
    if alarm.fires_below:
        yield Finding(
            alarm,
            f"alarm on {metric.name} must fire when they are many, got {alarm.comparison}",
            "set ComparisonOperator to GreaterThanOrEqualToThreshold",
            at="ComparisonOperator",
        )
