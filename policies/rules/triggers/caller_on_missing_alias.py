"""Something calls an alias that the function does not have.

Lambda refuses a mapping, a function URL or a notification for a qualifier that does not exist, and
the deployment fails; a rule or topic is created, and every one of its calls fails. A name that was
mistyped or changed in one place is the usual cause. Judged are functions with aliases in the
assembly: where it declares none, somebody else may make them.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
  Orders:
    Type: AWS::SQS::Queue
  FromOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Sub "${Bill.Arn}:prod"
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
  Orders:
    Type: AWS::SQS::Queue
  FromOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Live
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.calls import calls
from policies.template.environment import Environment
from policies.template.function_target import missing_alias
from policies.template.resources.url import Url


@rule(
    "caller-on-missing-alias",
    on=Environment,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/using-aliases.html",
    beside=("AWS::Lambda::Alias",),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge the callers of one account and region."""
    for call in calls(environment):
        wanted = missing_alias(call.target)
        if wanted is None:
            continue
        function = call.target.function
        names = ", ".join(str(alias.name) for alias in function.aliases)
        at = call.caller.qualifier_at if isinstance(call.caller, Url) else call.at
        yield Finding(
            call.caller,
            f"caller must use an alias that {function.logical_id} has, {names}, got {wanted}",
            f"set {at} to !Ref {function.aliases[0].logical_id}"
            if at == call.at
            else f"set {at} to {function.aliases[0].name}",
            at=at,
        )
