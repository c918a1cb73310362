"""The dimension Resource of an alarm is not the function's name, a colon and an alias or version.

Lambda writes `bill:live` there. The name of the alias alone, its ARN (which is what !Ref of an
alias gives), or the name of another function before the colon is a metric that nobody publishes:
the alarm has no data and never fires.

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
        - Name: Resource
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.alarm_metric import FUNCTION_NAME, RESOURCE
from policies.template.arns import components
from policies.template.function_target import function_target
from policies.template.resources.alarm import Alarm
from policies.template.resources.function import Function
from policies.template.values import Reference, Value


@rule(
    "alarm-resource-malformed",
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
        target = function_target(metric.dimensions.get(FUNCTION_NAME), alarm.template)
        if target is None or metric.dimensions.get(RESOURCE) is None:
            continue
        seen = _mistake(metric.dimensions[RESOURCE], target.function)
        if seen:
            name = target.function.logical_id
            yield Finding(
                alarm,
                f"dimension {RESOURCE} must be the name of {name}, a colon and an alias or "
                f"version, got {seen}",
                f"set it to !Sub ${{{name}}}: followed by the name of the alias",
                at=metric.place("Dimensions"),
            )


def _mistake(resource: Value, function: Function) -> str | None:
    """What stands there instead; None for what is right, or may be."""
    parts = components(resource)
    if parts is None:
        return None
    if parts[0] == "arn":
        return "an ARN"
    name = parts[0]
    if isinstance(name, Reference):
        other = name.resource
        is_other = isinstance(other, Function) and other is not function
        return f"the name of {other.logical_id}" if is_other else None
    own = function.name
    # CloudFormation makes up a name that no template can hold.
    is_certain = own is None or isinstance(own, str)
    return name if isinstance(name, str) and is_certain and name != own else None
