"""Something calls the function and no permission lets it.

A rule, topic, bucket, API, load balancer, log group or user pool calls with the function's
resource-based policy, not with a role. Without an AWS::Lambda::Permission for it, each call is
refused: events vanish after their retries and clients get a 500. S3, CloudWatch Logs and load
balancers check at once, and the deployment fails.

Judged is what the assembly shows: a permission for the service and function in any of its stacks
of the same account and region counts, as does one whose function or principal is not known yet.
SourceArn may be a pattern; only one that certainly is not the caller's is none.

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
          Arn: !GetAtt Report.Arn
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.calls import calls
from policies.template.environment import Environment
from policies.template.grants import Verdict, grant_of


@rule(
    "caller-without-permission",
    on=Environment,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
    beside=("AWS::Lambda::Function",),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge the callers of one account and region."""
    told: set[tuple[int, int]] = set()
    for call in calls(environment):
        verdict, permission = grant_of(call)
        caller, function = call.caller, call.target.function
        # A rule or API that names the function twice needs one permission.
        if (id(call.source or caller), id(function)) in told:
            continue
        if verdict is Verdict.MISSING:
            seen = "got none"
        elif verdict is Verdict.OTHER_SOURCE and permission is not None:
            seen = f"got {permission.logical_id} for another source"
        else:
            continue
        told.add((id(call.source or caller), id(function)))
        yield Finding(
            caller,
            f"permission of {call.target.label} must let {call.principal} invoke it, {seen}",
            f"add an AWS::Lambda::Permission with FunctionName {call.target.label}, Action "
            f"lambda:InvokeFunction, Principal {call.principal} and the caller's ARN as SourceArn",
            at=call.at,
        )
