"""An alarm watches a namespace that is spelled almost like that of Lambda.

CloudWatch takes any namespace, and its case counts: nothing is ever published in `AWS/lambda`. The
alarm has no data and never fires, be the function ever so broken.

Avoid:

```yaml
Resources:
  BillErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/lambda
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.alarm_metric import LAMBDA_NAMESPACE
from policies.template.resources.alarm import Alarm


@rule(
    "alarm-namespace-misspelled",
    on=Alarm,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics.html",
)
def check(alarm: Alarm) -> Iterator[Finding]:
    """Judge one alarm."""
    for metric in alarm.metrics:
        seen = metric.namespace
        if not isinstance(seen, str) or metric.is_of_lambda:
            continue
        if _letters(seen) == _letters(LAMBDA_NAMESPACE):
            yield Finding(
                alarm,
                f"namespace of the metrics of Lambda must be {LAMBDA_NAMESPACE}, got {seen!r}",
                f"set Namespace to {LAMBDA_NAMESPACE}",
                at=metric.place("Namespace"),
            )


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name)).lower()
