"""Something that calls by ARN is given the name of a function, which is what Ref gives.

Rules, schedules, topics, buckets, log groups, load balancers and HTTP APIs take the ARN of what
they call. `!Ref` of a function is its name and no ARN: the service refuses it, and the deployment
fails. Of an alias or a version, `!Ref` is the ARN.

Avoid:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: report
          Arn: !Ref Report
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```

Prefer:

```yaml
Resources:
  Report:
    Type: AWS::Lambda::Function
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: report
          Arn: !GetAtt Report.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Report
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```
"""

from collections.abc import Iterator
from typing import Any, Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.calls import calls
from policies.template.environment import Environment
from policies.template.resource import Resource
from policies.template.values import Reference, Value

# Mappings, URLs, permissions and asynchronous configurations take the name as well.
_BY_ARN: Final = frozenset(
    {
        "AWS::ApiGateway::Method",
        "AWS::ApiGatewayV2::Integration",
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "AWS::Events::Rule",
        "AWS::Logs::SubscriptionFilter",
        "AWS::S3::Bucket",
        "AWS::SNS::Subscription",
        "AWS::Scheduler::Schedule",
    }
)


@rule(
    "caller-by-function-name",
    on=Environment,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html",
    beside=("AWS::Lambda::Function",),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge the callers of one account and region."""
    for call in calls(environment):
        if call.caller.type not in _BY_ARN:
            continue
        value, function = _value_at(call.caller, call.at), call.target.function
        if isinstance(value, Reference) and value.resource is function and not value.attribute:
            yield Finding(
                call.caller,
                f"property {call.at} must be an ARN, got what Ref gives of "
                f"{function.logical_id}: its name",
                f"write !GetAtt {function.logical_id}.Arn, or !Ref of an alias",
                at=call.at,
            )


def _value_at(caller: Resource, at: str) -> Value:
    resolve = caller.template.intrinsics.resolve
    value: Any = caller.raw.get("Properties")
    for step in at.split("."):
        value = resolve(value)
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return resolve(value)
